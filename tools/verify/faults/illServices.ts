import { pick, type Random } from '../../../src/pipeline/testTweets/random.ts';
import { type StorageService, storageServices } from './proxy/serviceErrors.ts';

/** One account for all, or one for the pipeline and one for the host as in Azure; and each service has a server of its own. */
const scopes = [storageServices, storageServices, ['table', 'blob'], ['table'], ['blob'], ['host']] as const;

/** Which services a trouble strikes: the first time all, later also some of them. */
export function illServices(random: Random, isFirst: boolean): readonly StorageService[] {
  return isFirst ? storageServices : pick(random, scopes);
}
