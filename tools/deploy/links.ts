import { gzipSync } from 'node:zlib';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';

/** Pages of the portal. */
export interface Links {
  readonly liveMetrics: string;
  readonly firstQuery: string;
}

/** Where to look at a deployment. The portal takes a query gzipped, in base64, as its own "Copy link to query" does. */
export function links({ tenantId, applicationInsightsId }: DeploymentOutputs, query: string): Links {
  const portal = `https://portal.azure.com/#@${tenantId}`;
  const packed = encodeURIComponent(gzipSync(query).toString('base64'));
  const logs = 'blade/Microsoft_OperationsManagementSuite_Workspace/Logs.ReactView';
  const source = 'source/LogsBlade.AnalyticsShareLinkToQuery';
  return {
    liveMetrics: `${portal}/resource${applicationInsightsId}/quickPulse`,
    firstQuery: `${portal}/${logs}/resourceId/${encodeURIComponent(applicationInsightsId)}/${source}/q/${packed}/timespan/PT1H`,
  };
}
