import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import { expect, it } from '@jest/globals';
import { Silence } from '../../../../../tools/verify/faults/proxy/silence.ts';

it('ends all connections at once, and one that was to fall silent after that at that moment', async () => {
  const answers: ServerResponse[] = [];
  const server = createServer((_request, answer) => void answers.push(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const asked = [1, 2].map(() => once(get({ port, host: '127.0.0.1', agent: false }), 'error'));
  while (answers.length < 2) await once(server, 'request');
  const silence = new Silence();
  const [first, second] = answers.map((answer) => silence.begin(answer));
  first?.();
  silence.end();
  second?.();
  for (const [error] of await Promise.all(asked)) expect(error).toMatchObject({ code: 'ECONNRESET' });
  server.close();
});
