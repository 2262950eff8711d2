import { jsonText } from '../../local/view/jsonText.ts';
import { safeText } from '../../local/view/safeText.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { links } from './links.ts';
import type { DarkStep } from './proof/darkStep.ts';
import type { Proof } from './proof/prove.ts';

/** What a deployment came to, with links that open in a browser: live, and the query to begin with. */
export function report(
  proof: Proof | DarkStep,
  outputs: DeploymentOutputs,
  { query, json }: { readonly query: string; readonly json: boolean },
): string {
  const { liveMetrics, firstQuery } = links(outputs, query);
  const app = outputs.functionAppName;
  if (json) return `${jsonText({ app, proven: 'by' in proof, ...proof, liveMetrics, firstQuery })}\n`;
  const pages = `Live Metrics: ${liveMetrics}\nIts newest lines: ${firstQuery}`;
  return `${sentence(proof, app)}\n\n${pages}\nThe same here: npm run logs -- ${app}\n`;
}

function sentence(proof: Proof | DarkStep, app: string): string {
  if (!('by' in proof)) return `${app} is deployed, but not proven to work. Dark: ${proof.step}.\n${proof.message}`;
  const seen =
    proof.by === 'row'
      ? `a tweet that the hub took at ${proof.enqueuedTime} is a row`
      : `it wrote at ${proof.time}: ${safeText(proof.sentence)}`;
  return `${app} is deployed and works: ${seen}.`.replace(/\.\.$/, '.');
}
