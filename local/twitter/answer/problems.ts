import type { ParameterError } from '../search/invalid.ts';
import type { Behaviour } from './behaviour.ts';
import type { ProblemName } from './refusal.ts';

/** A refusal as X words it. */
export interface Problem {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** A number that a double cannot hold: whoever parses it gets another account. */
const accountId = '1234567890123456789';

/** The bodies that were seen, in public issues and files of others. */
export function problemOf(name: ProblemName, host: Behaviour['problemHost']): Problem {
  const type = (kind: string) => `https://${host}/2/problems/${kind}`;
  switch (name) {
    case 'unauthorized':
      return about(401, 'Unauthorized');
    case 'rate-limit':
      return about(429, 'Too Many Requests');
    case 'rate-limit-v1':
      return json(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] });
    case 'v1-endpoint':
      return json(403, { errors: [{ code: 453, message: onlyPartOfApi }] });
    case 'credits':
      return ofAccount(402, {
        title: 'CreditsDepleted',
        detail: 'Your enrolled account [1234567890123456789] does not have any credits to fulfill this request.',
        type: type('credits'),
      });
    case 'usage-cap':
      return ofAccount(429, {
        product_name: 'standard-basic',
        title: 'UsageCapExceeded',
        period: 'Monthly',
        scope: 'Product',
        detail: 'Usage cap exceeded: Monthly product cap',
        type: type('usage-capped'),
      });
    case 'client-forbidden':
      return json(403, { ...notEnrolled, type: type('client-forbidden') });
  }
}

/** 400 with X's words for what is wrong. */
export function invalidRequest(errors: readonly ParameterError[], host: Behaviour['problemHost']): Problem {
  const detail = 'One or more parameters to your request was invalid.';
  return json(400, { errors, title: 'Invalid Request', detail, type: `https://${host}/2/problems/invalid-request` });
}

/** A problem that only its status explains. */
export function about(status: number, title: string): Problem {
  return json(status, { title, type: 'about:blank', status, detail: title });
}

function json(status: number, body: object): Problem {
  return { status, body: JSON.stringify(body) };
}

function ofAccount(status: number, body: object): Problem {
  return { status, body: `{"account_id":${accountId},${JSON.stringify(body).slice(1)}` };
}

const onlyPartOfApi =
  'You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints (e.g. media post, oauth) only.';

const notEnrolled = {
  client_id: '12345678',
  detail:
    'When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter ' +
    'developer App that is attached to a Project. You can create a project via the developer portal.',
  registration_url: 'https://developer.twitter.com/en/docs/projects/overview',
  title: 'Client Forbidden',
  required_enrollment: 'Appropriate Level of API Access',
  reason: 'client-not-enrolled',
};
