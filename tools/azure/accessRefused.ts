import { grantCommand } from './grantCommand.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';
import { type Refusal, refusalIn } from './refusal.ts';
import { type NeededRole, roleFor, type Use } from './roleFor.ts';
import type { SignedIn } from './signedIn.ts';

/** A deployment keeps a command out. The message gives the fact, and the command that lets it in. */
export class AccessRefusedError extends Error {
  readonly code: 'role-missing' | 'network-refused';
  override readonly name = 'AccessRefusedError';

  constructor(code: AccessRefusedError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** A command at a deployment. */
export interface RefusedCommand {
  readonly outputs: DeploymentOutputs;
  /** All that the command does, so that its roles are given at once: each takes minutes to spread. */
  readonly uses: readonly Use[];
  readonly whoIsSignedIn: () => Promise<SignedIn>;
}

/** The error to tell in place of this one: AccessRefusedError where Azure refused, else the same. */
export async function accessRefused(error: unknown, command: RefusedCommand): Promise<unknown> {
  const { outputs, uses, whoIsSignedIn } = command;
  const refusal = refusalIn(error, outputs);
  if (refusal === undefined) return error;
  const use = uses.find(({ part }) => part === refusal.part) ?? { part: refusal.part, access: 'read' };
  const needed = roleFor(use, outputs);
  if (refusal.lacks === 'network') {
    return new AccessRefusedError('network-refused', networkWords(needed, refusal), error);
  }
  const others = uses.filter(({ part }) => part !== use.part).map((each) => roleFor(each, outputs));
  const who = await whoIsSignedIn();
  return new AccessRefusedError('role-missing', roleWords({ use, needed, others, refusal, who }), error);
}

function networkWords({ place }: NeededRole, { reason }: Refusal): string {
  const way = 'Ask from a network that its rules let in, or add this one: in the portal, under Networking.';
  return `Nobody gets to ${place} from here (${withoutEnd(reason)}). ${way}`;
}

interface MissingRole {
  readonly use: Use;
  readonly needed: NeededRole;
  /** What the command may be refused for next. */
  readonly others: readonly NeededRole[];
  readonly refusal: Refusal;
  readonly who: SignedIn;
}

function roleWords({ use, needed, others, refusal, who: { objectId, name } }: MissingRole): string {
  const done = use.access === 'read' ? 'read' : use.part === 'hub' ? 'send to' : 'change';
  const grant = (role: NeededRole) => grantCommand(role, objectId);
  return [
    `${name ?? 'Whoever az is signed in as'} may not ${done} ${needed.place} (${withoutEnd(refusal.reason)}).`,
    `That takes the role ${needed.role.name} (${needed.role.id}). Somebody who may assign roles gives it with:`,
    grant(needed),
    ...(others.length > 0 ? ['The command also needs, unless it is there already:', ...others.map(grant)] : []),
    'A new role may take some minutes to spread. Then try again.',
  ].join('\n');
}

function withoutEnd(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
