import { type ServiceProxy, startServiceProxy } from '../../tools/verify/faults/proxy/serviceProxy.ts';
import type { MadeAnswer, Treatment } from '../../tools/verify/faults/proxy/treatment.ts';

/**
 * What happens to a request: it passes; it is refused with 503, which may ask for an hour's rest, or by a proxy with a
 * page of 400 or 413; the connection breaks before it arrives; it arrives and the answer is lost, emptied or cut; nothing
 * ever comes back.
 */
export type Fault =
  | Exclude<Treatment, MadeAnswer | 'answer withheld'>
  | 'unavailable'
  | 'busy for an hour'
  | 'page of 400'
  | 'page of 413';

export interface FaultyProxy extends Omit<ServiceProxy, 'endSilence'> {
  /** For the next requests, in order; those after them pass. */
  faults: Fault[];
  /** For all other requests, as long as it is set: storage is away. */
  outage: Fault | undefined;
  /** How many requests came in. */
  readonly seen: number;
  /** Called when a request has come in whole, before anything happens to it. */
  onRequest: () => void;
}

/** A proxy on loopback in front of a service on loopback, whose faults a test chooses request by request. */
export async function faultyProxy(targetPort: number): Promise<FaultyProxy> {
  const choices: Pick<FaultyProxy, 'faults' | 'outage' | 'onRequest'> & { seen: number } = {
    faults: [],
    outage: undefined,
    seen: 0,
    onRequest: () => undefined,
  };
  const treat = (): Treatment => {
    choices.seen += 1;
    choices.onRequest();
    return treatmentOf(choices.faults.shift() ?? choices.outage ?? 'pass');
  };
  return Object.assign(choices, await startServiceProxy({ targetPort, treat }));
}

function treatmentOf(fault: Fault): Treatment {
  if (fault === 'unavailable') return { status: 503, headers: {}, body: '' };
  if (fault === 'busy for an hour') return { status: 503, headers: { 'retry-after': '3600' }, body: '' };
  if (fault === 'page of 400') return page(400);
  if (fault === 'page of 413') return page(413);
  return fault;
}

function page(status: number): MadeAnswer {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` };
}
