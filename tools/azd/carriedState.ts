import type { SwitchedSettings } from '../azure/settingsOfApp.ts';

/** Variables of azd's environment by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What is noted of one part of the state: the variable of its parameter, and a copy that tells an old note from a person's word. */
function note(name: string, value: string): Readonly<Record<string, string>> {
  return { [`TRIBUTARY_${name}`]: value, [`CARRIED_${name}`]: value };
}

/** limitTweets is always off in Azure, so it is nothing to note. */
export function pausedNote(disabled: readonly string[]): Readonly<Record<string, string>> {
  const paused = disabled.filter((name) => name !== 'limitTweets').sort();
  return note('PAUSED_FUNCTIONS', JSON.stringify(paused));
}

export function sourceNote(source: 'test' | 'twitter'): Readonly<Record<string, string>> {
  return note('TWEET_SOURCE', source);
}

/**
 * What to write into azd's environment, so that the next provisioning leaves the app in the state it has now. Where a
 * person has changed a variable since the last note (`azd env set`), that is what they want, and it is left alone.
 */
export function carriedState(
  { source, disabled }: Pick<SwitchedSettings, 'source' | 'disabled'>,
  variables: Variables,
): Readonly<Record<string, string>> {
  const notes = ['PAUSED_FUNCTIONS', 'TWEET_SOURCE'].filter((name) => !isAPersons(name, variables));
  const state = { ...pausedNote(disabled), ...sourceNote(source) };
  const values = Object.entries(state).filter(([name]) => notes.some((each) => name.endsWith(`_${each}`)));
  return Object.fromEntries(values.filter(([name, value]) => variables[name] !== value));
}

function isAPersons(name: string, variables: Variables): boolean {
  const [wanted, noted] = [variables[`TRIBUTARY_${name}`] ?? '', variables[`CARRIED_${name}`] ?? ''];
  return wanted !== '' && wanted !== noted;
}
