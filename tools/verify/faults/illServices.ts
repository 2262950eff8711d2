import { pick, type Random } from '../../../src/pipeline/testTweets/random.ts';
import type { StorageService } from './proxy/serviceErrors.ts';

const both = ['table', 'blob'] as const;
const scopes = [both, both, ['table'], ['blob']] as const;

/** Which services a trouble strikes: both the first time, later also one alone, since each has a host of its own. */
export function illServices(random: Random, isFirst: boolean): readonly StorageService[] {
  return isFirst ? both : pick(random, scopes);
}
