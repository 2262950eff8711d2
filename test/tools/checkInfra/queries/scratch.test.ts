import { it } from '@jest/globals';
import { checkQueries } from '../../../../tools/checkInfra/queries/checkQueries.ts';

it('x', async () => {
  const start = Date.now();
  for (const f of await checkQueries(process.cwd())) console.log(JSON.stringify(f));
  console.log(Date.now() - start);
});
