import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { percentile } from '../eventHubs/percentile.ts';

export interface PackageFigures {
  readonly packageMiB: number;
  /** Median of several process starts. */
  readonly loadMs: number;
}

export interface PackageBench {
  /** The package's folder, and its size. */
  readonly folder: string;
  readonly bytes: number;
  readonly starts: number;
  readonly tell: (line: string) => void;
}

const timeLimitMs = 60_000;

/**
 * Measures how long the local host takes to load all functions of the package, in a copy that has nothing of ours around
 * it. Rejects when it does not load.
 */
export async function measurePackage({ folder, bytes, starts, tell }: PackageBench): Promise<PackageFigures> {
  const place = mkdtempSync(join(tmpdir(), 'tributary-package-'));
  try {
    cpSync(folder, place, { recursive: true });
    const times: number[] = [];
    // The first start reads the files from the disk, the others from the system's memory: it is left out.
    for (let start = 0; start <= starts; start++) {
      const loadMs = await loadOnce(place);
      tell(`Start ${start}: ${loadMs.toFixed(0)} ms${start === 0 ? ' (not counted)' : ''}`);
      if (start > 0) times.push(loadMs);
    }
    return { packageMiB: round(bytes / 1024 / 1024, 10), loadMs: round(percentile(times, 0.5), 1) };
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function loadOnce(folder: string): Promise<number> {
  const file = join(__dirname, 'loadProcess.js');
  const { stdout } = await promisify(execFile)(process.execPath, [file, folder], { cwd: folder, timeout: timeLimitMs });
  return Number(stdout);
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
