import { isSafeAddress } from './safeAddress.ts';
import type { Settings } from './settings.ts';
import { wrongWithQuery } from './twitterQuery.ts';
import { readWhole } from './wholeNumber.ts';

/** What is asked of X, and how much of it. */
export interface TwitterPolling {
  readonly query: string;
  readonly maxPostsPerDay: number;
  readonly maxPagesPerRun: number;
  readonly firstRunMinutes: number;
  readonly horizonSeconds: number;
  readonly fieldsParameter: 'tweet.fields' | 'post.fields';
  /** Instead of https://api.x.com. */
  readonly apiUrl?: URL;
}

export interface TwitterConfig extends TwitterPolling {
  readonly name: 'twitter';
  /** App-only. Never shown. */
  readonly bearerToken: string;
}

const defaultQuery = '#Azure lang:en -is:retweet';

/** The settings `TWITTER_…`, whatever the source is. */
export function readTwitter(settings: Settings): TwitterConfig | undefined {
  const bearerToken = readToken(settings);
  const polling = readTwitterPolling(settings);
  return polling && bearerToken !== undefined ? { name: 'twitter', bearerToken, ...polling } : undefined;
}

/** Those of them without which the token says nothing. */
export function readTwitterPolling(settings: Settings): TwitterPolling | undefined {
  const query = readQuery(settings);
  const fieldsParameter = readFieldsParameter(settings);
  const apiUrl = readApiUrl(settings);
  const numbers = {
    maxPostsPerDay: readWhole(settings, 'TWITTER_MAX_POSTS_PER_DAY', { from: 10, to: 3_000_000, otherwise: 100 }),
    maxPagesPerRun: readWhole(settings, 'TWITTER_MAX_PAGES_PER_RUN', { from: 1, to: 100, otherwise: 10 }),
    // X's search reaches back 7 days, which are 10,080 minutes.
    firstRunMinutes: readWhole(settings, 'TWITTER_FIRST_RUN_MINUTES', { from: 1, to: 10_000, otherwise: 15 }),
    horizonSeconds: readWhole(settings, 'TWITTER_HORIZON_SECONDS', { from: 10, to: 3_600, otherwise: 60 }),
  };
  if (query === undefined || fieldsParameter === undefined) return undefined;
  return { query, fieldsParameter, ...numbers, ...(apiUrl && { apiUrl }) };
}

/** Says what is wrong with the token and never what it is. */
function readToken({ get, problem }: Settings): string | undefined {
  const name = 'TWITTER_BEARER_TOKEN';
  const token = get(name);
  if (token === undefined) {
    const way = "It is the app's app-only token: X's developer console, Keys and tokens, Bearer Token.";
    return problem(`App setting ${name} is required with TWEET_SOURCE "twitter". ${way}`);
  }
  if (token.startsWith('@Microsoft.KeyVault(')) {
    const way = "Give the app's identity the role Key Vault Secrets User, and look at the reference in the portal.";
    return problem(`App setting ${name} is a Key Vault reference that could not be resolved. ${way}`);
  }
  if (/^bearer\s/i.test(token)) return problem(`App setting ${name} begins with "Bearer". Set the token alone.`);
  if (/^[\w.~+/%=-]{20,}$/.test(token)) return token;
  return problem(`App setting ${name} is no token: too short, or with characters that none has. Copy it again, whole.`);
}

function readQuery({ get, problem }: Settings): string | undefined {
  const query = get('TWITTER_QUERY') ?? defaultQuery;
  const wrong = wrongWithQuery(query);
  return wrong === undefined ? query : problem(`App setting TWITTER_QUERY ${wrong}`);
}

function readFieldsParameter({ get, problem }: Settings): TwitterConfig['fieldsParameter'] | undefined {
  const name = get('TWITTER_FIELDS_PARAMETER') ?? 'tweet.fields';
  if (name === 'tweet.fields' || name === 'post.fields') return name;
  return problem(`App setting TWITTER_FIELDS_PARAMETER is "${name}". Set it to "tweet.fields" or "post.fields".`);
}

function readApiUrl({ get, problem }: Settings): URL | undefined {
  const address = get('TWITTER_API_URL');
  if (address === undefined) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && isSafeAddress(address) && url.pathname === '/' && !url.search && !url.username) return url;
  // Not shown: what stands in an address may be a secret.
  const form = 'It must be https, or http on this machine, without a path: http://127.0.0.1:8080.';
  return problem(`App setting TWITTER_API_URL cannot be used. ${form} Unset it for X itself.`);
}
