import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What is wrong with what was given as a token. The message never shows it. */
export class TokenError extends Error {
  readonly code = 'token';
  override readonly name = 'TokenError';
}

export type TokenInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

const mostCharacters = 4_096;

/**
 * Reads the token for X from a stream: a line on a terminal, which shows nothing of it, else all there is. Rejects with
 * TokenError for anything that cannot be one. https://docs.x.com/fundamentals/authentication/oauth-2-0/application-only
 */
export async function readToken(input: TokenInput, progress: NodeJS.WritableStream): Promise<string> {
  const token = (input.isTTY ? await typed(input, progress) : await piped(input)).trim();
  if (token === '')
    throw new TokenError('No token was given. Paste it, or pipe it in: it is read from standard input.');
  if (!/^[\w.~+/%=-]{20,}$/.test(token)) {
    throw new TokenError(
      `What was given is no app-only bearer token of X: it has ${token.length} characters, or some that no token has. ` +
        'It is one line from https://developer.x.com, "Keys and tokens", "Bearer Token".',
    );
  }
  return token;
}

async function typed(input: TokenInput, progress: NodeJS.WritableStream): Promise<string> {
  progress.write('Bearer token for X (nothing of it is shown): ');
  // A terminal interface takes the echo over from the terminal, and this output drops it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new TokenError('Interrupted; nothing was changed.')));
      lines.once('close', () => reject(new TokenError('No token was given; nothing was changed.')));
    });
  } finally {
    lines.close();
    progress.write('\n');
  }
}

async function piped(input: TokenInput): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > mostCharacters) throw new TokenError(`A token has no more than ${mostCharacters} characters.`);
  }
  return text;
}
