import { emoji, escapedRemarks, foreign, hashtags, sentences, tutorialSentences, words } from './phrases.ts';
import { chance, pick, type Random } from './random.ts';
import { userName } from './users.ts';

export interface ComposedText {
  /** As X delivers it: escaped. */
  readonly text: string;
  readonly lang: string;
}

/** A text of everyday length. The shares are those of real search results for a product's name. */
export function composeText(random: Random): ComposedText {
  if (chance(random, 0.1)) return { text: pick(random, tutorialSentences), lang: 'en' };
  const { text, lang } = chance(random, 0.05) ? pick(random, foreign) : { text: sentence(random), lang: 'en' };
  const parts = [
    ...(chance(random, 0.2) ? [`@${userName(random)}`] : []),
    text,
    ...(chance(random, 0.1) ? [pick(random, escapedRemarks)] : []),
    '#Azure',
    ...(chance(random, 0.3) ? [pick(random, hashtags)] : []),
    ...(chance(random, 0.1) ? [pick(random, emoji)] : []),
    ...(chance(random, 0.25) ? [shortLink(random)] : []),
  ];
  return { text: parts.join(' '), lang };
}

/** A text that X would cut: several sentences, 280 to some 1,500 characters. */
export function composeLongText(random: Random): ComposedText {
  const count = 6 + Math.floor(random() * 12);
  const text = Array.from({ length: count }, () => sentence(random).replace(/(?<!\?)$/, '.')).join(' ');
  return { text: `${text} #Azure`, lang: 'en' };
}

function sentence(random: Random): string {
  return pick(random, sentences).replace(/\{(\w+)\}/g, (placeholder, list) => word(random, list) ?? placeholder);
}

function word(random: Random, list: string): string | undefined {
  const entry = Object.entries(words).find(([name]) => name === list);
  return entry && pick(random, entry[1]);
}

/** The shape of X's own shortener: it wraps every link, and the entities say where it leads. */
function shortLink(random: Random): string {
  return `https://t.co/${Array.from({ length: 10 }, () => pick(random, linkCharacters)).join('')}`;
}

const linkCharacters: readonly [string, ...string[]] = [
  'a',
  ...'bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
];
