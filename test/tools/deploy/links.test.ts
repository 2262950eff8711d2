import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { timeQuery } from '../../../tools/azure/telemetryTime.ts';
import { loadKusto } from '../../../tools/checkInfra/queries/loadKusto.ts';
import tables from '../../../tools/checkInfra/queries/tables.json';
import { links } from '../../../tools/deploy/links.ts';
import { newestTroubleQuery } from '../../../tools/deploy/proof/newestTrouble.ts';
import { newestLinesQuery } from '../../../tools/logs/newestLines.ts';
import { outputsOfRiver } from '../azure/deployedOutputs.ts';

describe('links', () => {
  const query = 'traces\n| where message contains "batch={"\n| take 5';
  const { liveMetrics, firstQuery } = links(outputsOfRiver, query);

  it('lead to Live Metrics of the component, in its tenant', () => {
    const component = '/subscriptions/1/resourceGroups/rg-river/providers/microsoft.insights/components/appi-river';
    expect(liveMetrics).toBe(`https://portal.azure.com/#@${outputsOfRiver.tenantId}/resource${component}/quickPulse`);
  });

  it('carry the query whole, so that the portal shows it', () => {
    const [, packed = ''] = /\/q\/([^/]+)\/timespan\/PT1H$/.exec(firstQuery) ?? [];
    expect(String(gunzipSync(Buffer.from(decodeURIComponent(packed), 'base64')))).toBe(query);
    expect(firstQuery).not.toMatch(/[\s"|]/);
  });
});

describe('the queries of the tools', () => {
  const analyse = loadKusto()(tables.scopes.applicationInsights);

  it.each([timeQuery, newestLinesQuery(20), newestLinesQuery(20, 1), newestTroubleQuery('storeTweets', 1)])(
    'are understood by Kusto: %s',
    (query) => {
      expect(analyse(query).faults).toEqual([]);
    },
  );
});
