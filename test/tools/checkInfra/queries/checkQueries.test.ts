import { describe, expect, it } from '@jest/globals';
import { checkQueries, checkQueryFiles } from '../../../../tools/checkInfra/queries/checkQueries.ts';
import { type QueryFiles, readQueryFiles } from '../../../../tools/checkInfra/queries/queryFiles.ts';
import { readAlerts } from '../../../../tools/checkInfra/queries/readAlerts.ts';

const query = `// How many events were received?
traces
| where operation_Name == "storeTweets" and message contains "batch={"
| extend b = parse_json(extract(@"batch=(\\{.*\\})$", 1, message))
| summarize received = sum(tolong(b.received)), partition = max(tostring(b["partition"]))
`;
const alerts = `var logAlerts = [
  {
    name: 'too-few'
    text: 'Few came.'
    scope: applicationInsightsId
    query: loadTextContent('../queries/received.kql')
    measure: 'received'
  }
]
resource stopped 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'stopped'
}
`;
const runbook = `# Runbook
See [stopped](#stopped).
## too-few
[query](../infra/queries/received.kql)
## stopped
`;
const path = 'infra/queries/received.kql';
const alertsFile = 'infra/modules/alerts.bicep';
const sound: QueryFiles = {
  queries: new Map([[path, query]]),
  alerts: new Map([[alertsFile, alerts]]),
  runbook,
  functions: ['storeTweets', 'publishTweets'],
};
const rulesOf = (files: QueryFiles) => checkQueryFiles(files).map(({ rule }) => rule);
const withQuery = (from: string, to: string): QueryFiles => ({
  ...sound,
  queries: new Map([[path, replaced(query, from, to)]]),
});
/** Throws where nothing would be planted. */
function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`There is no "${from}".`);
  return text.replace(from, to);
}

describe('the queries of this repository', () => {
  it('are sound, together with their alerts and the runbook', async () => {
    expect(await checkQueries(process.cwd())).toEqual([]);
  }, 120_000);

  it('are checked together with every alert that there is', () => {
    const alerts = [...readQueryFiles(process.cwd()).alerts].flatMap(([file, text]) => readAlerts(file, text));
    expect(alerts.map(({ name }) => name)).toEqual([
      ...['events-not-stored', 'oldest-event-unstored', 'functions-failing', 'publishing-silent'],
      ...['telemetry-near-its-cap', 'hub-throttled', 'hub-quota-exceeded', 'hub-server-errors'],
      ...['consumer-stopped', 'storage-throttled'],
    ]);
  });

  it('read the line of the host in each form that hosts write', () => {
    const lines = [
      // Of 2026, of one event and of several: as hosts print it, not documented.
      'Trigger Details: PartitionId: 24, OffsetString: 0, EnqueueTimeUtc: 2026-03-02T22:37:29.1790000+00:00, SequenceNumber: 0, Count: 1, Offset: 0, PartionId: 24',
      'Trigger Details: PartitionId: 24, OffsetString: 0-9, EnqueueTimeUtc: 2026-03-02T22:37:29.1790000+00:00-2026-03-02T22:38:29.1790000+00:00, SequenceNumber: 0-6, Count: 7, Offset: 0-9, PartionId: 24',
      // https://learn.microsoft.com/azure/architecture/serverless/event-hubs-functions/observability
      'Trigger Details: PartitionId: 24, Offset: 10-16, EnqueueTimeUtc: 2026-03-02T22:37:29.1790000Z-2026-03-02T22:38:29.1790000Z, SequenceNumber: 0-6, Count: 7',
    ];
    const patterns = [...readQueryFiles(process.cwd()).queries.values()].flatMap((text) =>
      [...text.matchAll(/extract\(@"([A-Z][^"]*)", 1, message\)/g)].map(([, pattern = '']) => pattern),
    );
    const found = (line: string) => [...new Set(patterns)].sort().map((each) => new RegExp(each).exec(line)?.[1]);
    expect(patterns.length).toBeGreaterThan(8);
    expect(lines.map(found)).toEqual([
      ['1', '2026-03-02T22:37:29.1790000+00:00', '24', '0', '0', '0'],
      ['7', '2026-03-02T22:37:29.1790000+00:00', '24', '6', '0-6', '0'],
      ['7', '2026-03-02T22:37:29.1790000Z', '24', '6', '0-6', '0'],
    ]);
  });
});

describe('checking queries', () => {
  it('finds nothing in what is sound', () => {
    expect(rulesOf(sound)).toEqual([]);
  });

  it.each([
    ['a table that is none', 'traces\n', 'trace\n', ['query-syntax']],
    ['a column that the table lacks', '"storeTweets" and message', '"storeTweets" and text', ['query-syntax']],
    ['a field that no line has', 'b.received', 'b.recieved', ['query-fields']],
    ['a field in brackets that no line has', 'b["partition"]', 'b["partitionId"]', ['query-fields']],
    ['a field of another line', 'b.received', 'b.why', ['query-fields']],
    ['a line that nobody writes', '@"batch=', '@"batches=', ['query-fields', 'query-fields']],
    ['a function that is none', '"storeTweets"', '"storePosts"', ['query-functions']],
    ['a time of its own', '| extend', '| where timestamp > ago(1h)\n| extend', ['query-time', 'query-time']],
    ['no question', '// How many events were received?\n', '// Received events.\n', ['query-question']],
    ['a result without the column of its alert', 'received = sum', 'count = sum', ['alert-measure']],
    ['a column of text for its alert', 'received = sum(tolong(b.received))', 'received = ""', ['alert-measure']],
  ])('finds %s', (_what, from, to, rules) => {
    expect(rulesOf(withQuery(from, to))).toEqual(rules);
  });

  it.each([
    ['without its section', '## too-few', '## too-many', ['alert-runbook']],
    ['of a metric without its section', '## stopped', '## ended', ['alert-runbook', 'runbook-links']],
    ['whose runbook has a link to nowhere', '(#stopped)', '(#ended)', ['runbook-links']],
    ['whose runbook links to no query', 'received.kql', 'recieved.kql', ['runbook-links', 'query-documented']],
  ])('finds an alert %s', (_what, from, to, rules) => {
    expect(rulesOf({ ...sound, runbook: replaced(runbook, from, to) })).toEqual(rules);
  });

  it.each([
    ['asks what is not there', 'received.kql', 'sent.kql', ['alert-query']],
    ['asks those who cannot know', 'applicationInsightsId', 'workspaceId', ['alert-scope']],
    ['hides its query from these rules', '    query: load', '    query : load', ['alerts']],
  ])('finds an alert that %s', (_what, from, to, rules) => {
    expect(rulesOf({ ...sound, alerts: new Map([[alertsFile, replaced(alerts, from, to)]]) })).toEqual(rules);
  });

  it('finds that there is no alert at all', () => {
    expect(rulesOf({ ...sound, alerts: new Map([[alertsFile, '']]) })).toEqual(['alerts']);
  });

  it('says where, and what it may be instead', () => {
    expect(checkQueryFiles(withQuery('b.received', 'b.recieved'))).toEqual([
      {
        rule: 'query-fields',
        file: path,
        line: 5,
        message: expect.stringMatching(/^No function writes recieved into batch=.* received,/),
      },
    ]);
  });
});
