import { safeText } from '../../local/view/safeText.ts';
import { AzureError, type AzureErrorCode } from './azureError.ts';
import { findProgram } from './findProgram.ts';
import { runProgram } from './runProgram.ts';

/** The Azure CLI, as commands of `tools/` use it. */
export interface AzureCli {
  /**
   * Runs `az` with these arguments and `--output json`; resolves with what it printed, parsed (undefined where it prints
   * nothing). Rejects with AzureError: missing, not-logged-in, forbidden, not-found, timed-out, unexpected-answer, failed.
   * No argument may hold a secret, since a process's arguments are everybody's; nor `"`, `%` or a line end, since on
   * Windows it goes through cmd.exe: such texts travel in a file (`@<file>`).
   */
  json(args: readonly string[], options?: { readonly timeLimitMs?: number }): Promise<unknown>;
}

const usualTimeLimitMs = 120_000;

const notInstalled =
  'The Azure CLI (az) is not on the PATH. Install it (https://aka.ms/azure-cli), open a new terminal, and run: az login';

/** `az` as the PATH of this environment has it, looked for at the first use. */
export function azureCli(environment: NodeJS.ProcessEnv): AzureCli {
  return {
    json: async (args, { timeLimitMs = usualTimeLimitMs } = {}) => {
      const az = findProgram('az', environment);
      if (az === undefined) throw new AzureError('missing', notInstalled);
      const { exitCode, output, errors } = await runProgram(az, [...args, '--only-show-errors', '--output', 'json'], {
        environment: quietly(environment),
        timeLimitMs,
      });
      if (exitCode !== 0) throw failure(args, errors);
      return parsed(args, output);
    },
  };
}

/** Nobody sits at this az: it neither asks, nor colours, nor installs extensions by itself. */
function quietly(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...environment,
    AZURE_CORE_NO_COLOR: '1',
    AZURE_CORE_DISABLE_CONFIRM_PROMPT: '1',
    AZURE_EXTENSION_USE_DYNAMIC_INSTALL: 'no',
  };
}

function parsed(args: readonly string[], output: string): unknown {
  if (output.trim() === '') return undefined;
  try {
    return JSON.parse(output);
  } catch (error) {
    throw new AzureError('unexpected-answer', `${said(args)} printed something that is not JSON.`, { cause: error });
  }
}

const kinds: readonly (readonly [AzureErrorCode, RegExp])[] = [
  ['not-logged-in', /\baz login\b|AADSTS(50173|700082|70043|50076|50078)\b/],
  [
    'forbidden',
    /\b(AuthorizationFailed|LinkedAuthorizationFailed|Forbidden(ByRbac)?|AuthorizationPermissionMismatch)\b/,
  ],
  ['not-found', /\b(\w*NotFound|could not be found|was not found|does ?n[o']t exist)\b/i],
];

function failure(args: readonly string[], errors: string): AzureError {
  const code = kinds.find(([, pattern]) => pattern.test(errors))?.[0] ?? 'failed';
  if (code === 'not-logged-in') return new AzureError(code, 'The Azure CLI is not logged in. Run: az login');
  return new AzureError(code, `${said(args)} failed: ${firstError(errors)}`);
}

/** The command without its options: enough to know it by, too little to carry anything along. */
function said(args: readonly string[]): string {
  const options = args.findIndex((each) => each.startsWith('-'));
  return ['az', ...(options === -1 ? args : args.slice(0, options))].join(' ');
}

/** az writes "ERROR: " before what it has to say; after it come advice and traces. */
function firstError(errors: string): string {
  const lines = errors.split(/\r?\n/).filter((line) => line.trim() !== '');
  const line = lines.find((each) => each.startsWith('ERROR:')) ?? lines.at(-1) ?? 'it gave no reason';
  return safeText(line.replace(/^ERROR:\s*/, '')).slice(0, 2000);
}
