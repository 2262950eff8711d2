/** An answer that says what is wrong; any other failure means that nobody answers. */
export class Refused extends Error {}

const maxWaitMs = 5000;

/**
 * The JSON at a path of the emulator.
 * @param {string} path
 * @returns {Promise<any>} of the type that the server gives that path
 */
export async function ask(path) {
  const response = await fetch(path, { signal: AbortSignal.timeout(maxWaitMs) });
  const answer = await response.json();
  if (!response.ok) throw new Refused(String(answer.error ?? answer.message));
  return answer;
}
