/** A hub to serve. */
export interface HubDefinition {
  readonly name: string;
  /** 1 to 1024, the most a dedicated cluster offers. */
  readonly partitionCount: number;
  /** `$Default` always exists besides. */
  readonly consumerGroups?: readonly string[];
}

/** What a key allows; Manage includes the other two. */
export type Claim = 'Listen' | 'Send' | 'Manage';

/** A key that signs tokens, and what they allow. The service calls it an authorization rule. */
export interface PolicyDefinition {
  readonly name: string;
  /** Used as UTF-8 text, not decoded from base64, as the service does. */
  readonly key: string;
  readonly claims: readonly Claim[];
}

/** The command's options, in camelCase, and what only code can give. */
export interface EventHubsOptions {
  /** AMQP without TLS. 5672 unless said; 0 takes any free port, here and below. */
  readonly port?: number;
  /** Health and explorer; none unless said. */
  readonly httpPort?: number;
  /** AMQP with TLS; none unless said. */
  readonly tlsPort?: number;
  /** Files in PEM: certificate and private key of the TLS port. Without them a self-signed one is made. */
  readonly cert?: string;
  readonly key?: string;
  /** An address to listen on in place of loopback. Whoever reaches it can try keys. */
  readonly host?: string;
  /** The folder that keeps events; without one they live in memory, as long as the process. */
  readonly data?: string;
  /** A file in the form of the official emulator's config.json. */
  readonly config?: string;
  /**
   * Hubs besides those of `config`; in place of an object, `name:partitions[:group,…]`. Without both there is `eh1`, with 2
   * partitions and the group `cg1`.
   */
  readonly hub?: readonly (HubDefinition | string)[];
  /** Keys in place of the well-known one; in place of an object, `name=key:Listen,Send,Manage`. */
  readonly policy?: readonly (PolicyDefinition | string)[];
  /** Takes any JSON Web Token for a right to everything. Otherwise all are refused, since none can be verified. */
  readonly acceptAnyJwt?: boolean;
  /** Largest message, in bytes: 1,048,576 unless said; the Basic tier has 262,144. */
  readonly maxMessageSize?: number;
  /** Events older than this leave, 24 hours unless said. Fractions are allowed. */
  readonly retentionHours?: number;
  /**
   * How much a partition keeps, in MiB; the oldest events leave first. Unless said, 256 with a data folder and 64 without.
   * Fractions are allowed.
   */
  readonly retentionMib?: number;
  /** Has every event reach the device, not only the system's cache, before it is accepted: survives power loss. */
  readonly sync?: boolean;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Told about clients that break the protocol, damaged files, and addresses that cannot be had. */
  readonly log?: (line: string) => void;
}

/** Options with defaults and files resolved and checked. */
export interface ResolvedOptions {
  readonly port: number;
  readonly httpPort: number | undefined;
  readonly tlsPort: number | undefined;
  readonly certificate: { readonly cert: string; readonly key: string } | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
  readonly hubs: readonly Required<HubDefinition>[];
  readonly policies: readonly PolicyDefinition[];
  readonly acceptAnyJwt: boolean;
  readonly maxMessageBytes: number;
  readonly retention: Retention;
  readonly sync: boolean;
  readonly clock: () => number;
  readonly log: (line: string) => void;
}

/** How much of a partition is kept; whichever limit is reached first. */
export interface Retention {
  readonly bytes: number;
  readonly milliseconds: number;
}

export class EventHubsOptionsError extends Error {
  override readonly name = 'EventHubsOptionsError';
  readonly code = 'invalid-options';
}

/** The key that the official emulator's connection string names. */
export const wellKnownPolicy: PolicyDefinition = {
  name: 'RootManageSharedAccessKey',
  key: 'SAS_KEY_VALUE',
  claims: ['Listen', 'Send', 'Manage'],
};
