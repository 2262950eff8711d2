import { readFileSync } from 'node:fs';

/**
 * The largest resident memory that this process had. Where Linux tells it, without what the parent had at the fork,
 * which `resourceUsage` counts in (getrusage(2), "ru_maxrss").
 */
export function peakResidentBytes(): number {
  return 1024 * (highWaterKib() ?? process.resourceUsage().maxRSS);
}

function highWaterKib(): number | undefined {
  try {
    const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return found ? Number(found[1]) : undefined;
  } catch {
    return undefined;
  }
}
