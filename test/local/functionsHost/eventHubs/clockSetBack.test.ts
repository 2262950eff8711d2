import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bytes, hex, receivers, sent } from '../support/receivers.ts';

const { aHub, container, receiver, send } = receivers();
const preload = join(__dirname, '..', 'support', 'setBackClock.cjs');

describe('a clock that is set back', () => {
  // The SDK measures a round of its load balancing by it, and would wait for hours
  it('does not keep the host from the partition of a dead one', async () => {
    const hub = aHub();
    const ownership = container().getBlockBlobClient(`localhost/${hub}/group/ownership/1`);
    await ownership.upload('', 0, { metadata: { ownerid: 'another' } });
    const another = setInterval(() => void ownership.setMetadata({ ownerid: 'another' }).catch(() => undefined), 500);
    try {
      const app = receiver({ hub, settings: { NODE_OPTIONS: `--require "${preload.replaceAll('\\', '\\\\')}"` } });
      await send(hub, bytes('own'), '0');
      await app.until('its clock is right again', () => app.lines.includes('The clock is right again.'));
      await send(hub, bytes('of another'), '1');
      expect(sent(app)).toEqual(hex('own'));
      clearInterval(another);
      await app.until('a run for the other partition', () => app.begins.length === 2);
      expect(sent(app)).toEqual(hex('own', 'of another'));
      expect(app.lines.join('\n')).toContain('the clock was set back, so the load balancing begins anew.');
    } finally {
      clearInterval(another);
    }
  }, 60_000);
});
