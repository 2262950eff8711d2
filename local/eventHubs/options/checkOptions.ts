import type { EventHubsOptions } from '../options.ts';
import { nearest } from './nearest.ts';
import { optionRules } from './optionRules.ts';
import { refuse } from './refuse.ts';
import { shown } from './shown.ts';

/**
 * Checks each option by itself and those that go together.
 * @throws EventHubsOptionsError naming the first option that is not known, or cannot be served as it is
 */
export function checkOptions(options: EventHubsOptions): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    refuse(`The options are ${shown(options)}. They must be an object, such as { port: 0 }.`);
  refuseUnknown(options, 'Option', Object.keys(optionRules));
  const given = new Map<string, unknown>(Object.entries(options).filter(([, value]) => value !== undefined));
  for (const [name, { must, accepts }] of Object.entries(optionRules)) {
    const value = given.get(name);
    if (given.has(name) && !accepts(value)) refuse(`Option ${name} is ${shown(value)}. It must be ${must}.`);
  }
  checkTogether(options);
}

/** @throws EventHubsOptionsError when `object` has a property that is not among `names`; `what` says what one is */
export function refuseUnknown(object: object, what: string, names: readonly string[]): void {
  const unknown = Object.keys(object).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const meant = nearest(unknown, names);
  refuse(
    `${what} ${shown(unknown)} is not known. ${meant ? `Did you mean "${meant}"?` : `Known: ${names.join(', ')}.`}`,
  );
}

function checkTogether({ port = 5672, httpPort, tlsPort, cert, key, data, sync }: EventHubsOptions): void {
  if ((cert === undefined) !== (key === undefined)) {
    const [there, lacking] = cert === undefined ? ['key', 'cert'] : ['cert', 'key'];
    refuse(`Option ${there} is given without ${lacking}. Give both files, or neither for a self-signed certificate.`);
  }
  if (cert !== undefined && tlsPort === undefined)
    refuse('Options cert and key are given without tlsPort. Give the port that shall use them, such as 5671.');
  const fixed = [port, httpPort, tlsPort].filter((each) => each !== undefined && each !== 0);
  const twice = fixed.find((each, index) => fixed.indexOf(each) !== index);
  if (twice !== undefined) refuse(`Port ${twice} is given twice. Give each port once; 0 takes any free one.`);
  if (sync && data === undefined) refuse('Option sync is given without data. Give the folder that shall keep events.');
}
