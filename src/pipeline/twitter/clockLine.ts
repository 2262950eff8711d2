import { duration } from './runLines.ts';

/** What a person should know of clocks that are unusually far apart. */
export function clockLine(apartMs: number): string {
  const fact = `This machine's clock and X's are ${duration(apartMs)} apart.`;
  return `${fact} The earlier one is believed, so that no post is lost, but more are read again: set the clock.`;
}
