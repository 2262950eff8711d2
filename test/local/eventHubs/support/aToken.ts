import { createHmac } from 'node:crypto';

export interface TokenChoice {
  /** What it is signed for. */
  readonly resource?: string;
  readonly keyName?: string;
  readonly key?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

const year2100 = Date.UTC(2100, 0, 1);

/**
 * A shared access signature, by default for the whole namespace by the well-known key. Written from
 * https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature, apart from the code under test.
 */
export function aToken({
  resource = 'sb://localhost',
  keyName = 'RootManageSharedAccessKey',
  key = 'SAS_KEY_VALUE',
  expiresAt = year2100,
}: TokenChoice = {}): string {
  const [sr, se] = [encodeURIComponent(resource), Math.floor(expiresAt / 1000)];
  const signature = createHmac('sha256', key).update(`${sr}\n${se}`).digest('base64');
  return `SharedAccessSignature sr=${sr}&sig=${encodeURIComponent(signature)}&se=${se}&skn=${encodeURIComponent(keyName)}`;
}
