import { type PoisonEvent, type PoisonSource, tweetRow } from './poisonEvent.ts';

/** Tweets, whatever else they hold: with a valid id and a string `text` each is a row. */
export function oddTweets({ nextId }: PoisonSource): readonly PoisonEvent[] {
  const tweet = (more: string): PoisonEvent => {
    const id = nextId();
    return tweetRow(id, `{"id":"${id}","text":"x"${more}}`);
  };
  const withText = (text: string): PoisonEvent => {
    const id = nextId();
    return tweetRow(id, `{"id":"${id}","text":${text}}`);
  };
  return [
    ...extraKeys.map((more) => tweet(`,${more}`)),
    ...texts.map(withText),
    ...framed(nextId()),
    tweetRow('0', '{"id":"0","text":"the first"}'),
    tweetRow('9999999999999999999', '{"id":"9999999999999999999","text":"the last"}'),
  ];
}

/** A post is worth keeping without an optional key of the wrong type, or with a value that no column can hold. */
const extraKeys = [
  '"__proto__":{"polluted":true}',
  '"constructor":{"prototype":{"polluted":true}}',
  '"toString":"x","hasOwnProperty":1,"valueOf":null',
  '"partitionKey":"x","rowKey":"y","PartitionKey":"x","RowKey":"y","Timestamp":"z","etag":"*","odata.etag":"*"',
  '"text_1":"somebody else\'s","text_2":"x"',
  '"created_at":5,"lang":["en"],"author_id":17,"conversation_id":{}',
  '"created_at":"no date"',
  '"created_at":"0001-01-01T00:00:00Z"',
  '"created_at":"+275760-09-13T00:00:00Z"',
  '"edit_history_tweet_ids":"x","public_metrics":[],"referenced_tweets":{},"entities":"x"',
  '"edit_history_tweet_ids":[1,2]',
  '"public_metrics":{"like_count":1e308,"reply_count":-1,"quote_count":0.5,"retweet_count":4294967296}',
  '"public_metrics":{"like_count":"7","__proto__":{"reply_count":1}}',
  '"author_id":"\\u0000","lang":"\\ud800","conversation_id":"a/b\\\\c#d?e"',
];

/** Each in JSON: controls, an escape sequence, halves of surrogate pairs, what no character is, line ends of JavaScript. */
const texts = [
  '""',
  '"\\u0000"',
  '"a\\u0000b\\u0001\\u001f\\u007f\\u0085"',
  '"\\u001b[31mred\\u001b]0;title\\u0007"',
  '"\\ud800"',
  '"\\udc00\\ud800 x"',
  '"\\ufffe\\uffff"',
  '"\u2028\u2029\u200b\u202e"',
  '"👩‍👩‍👧‍👦 🏳️‍🌈 \u0301\u0301\u0301"',
  '"\\"partition\\":\\"0\\"}\\r\\n--changeset_1--"',
  `"${'n'.repeat(40_000)}"`,
  `"${'\\u6d41'.repeat(40_000)}"`,
];

/** A mark and blanks around a tweet are no part of it. */
function framed(id: string): readonly PoisonEvent[] {
  return [tweetRow(id, `\ufeff \r\n{ "text" : "x" , "id" : "${id}" }\n\n`)];
}
