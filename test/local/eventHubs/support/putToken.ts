import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { attachReceiver, attachSender, type RawClient } from './rawClient.ts';

export interface TokenAnswer {
  readonly status: number;
  readonly condition: string | undefined;
  readonly description: string;
}

/** Puts a token for an audience to `$cbs`, on links of its own. */
export async function putToken(client: RawClient, token: string, name = 'sb://localhost'): Promise<TokenAnswer> {
  const id = randomUUID();
  const receiver = await attachReceiver(client, '$cbs', { name: `answers-${id}` });
  const answered = once(receiver, 'message');
  receiver.add_credit(1);
  const sender = await attachSender(client, '$cbs', { name: `requests-${id}` });
  const type = token.startsWith('SharedAccessSignature') ? 'servicebus.windows.net:sastoken' : 'jwt';
  sender.send({ message_id: 'm', body: token, application_properties: { operation: 'put-token', type, name } });
  const [{ message }] = await answered;
  const facts = message.application_properties;
  receiver.close();
  sender.close();
  return {
    status: facts['status-code'],
    condition: facts['error-condition'],
    description: facts['status-description'],
  };
}
