import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Exchange, ProxiedRequest } from './exchange.ts';
import { forward, type Target } from './forward.ts';
import { Gate } from './gate.ts';
import { handBack, handBackHalf, handOut } from './handBack.ts';
import { listenAgain, listenAnywhere } from './listen.ts';
import { Silence } from './silence.ts';
import type { MadeAnswer, Treatment } from './treatment.ts';

export interface ServiceProxyOptions {
  /** Of the service, on 127.0.0.1. */
  readonly targetPort: number;
  /** Asked once for each request that has come in whole. It may take its time: then the request waits. */
  readonly treat: (request: ProxiedRequest) => Treatment | Promise<Treatment>;
  /** Whether what was held up is done even if its client has given up meanwhile, as the service itself may do it. */
  readonly doesLate?: boolean;
  /** Told of each answer that the client got as the service gave it, or that says as much without its body. */
  readonly onPassedOn?: (exchange: Exchange) => void;
}

/** A proxy on loopback in front of a service on loopback, for the faults that an emulator never has. */
export interface ServiceProxy {
  readonly port: number;
  /** From here on nothing moves, neither requests nor answers; connections are taken. */
  freeze(): void;
  /** What waits moves on; without `doesLate` only where its client still does. */
  thaw(): void;
  /** Cuts all connections and refuses new ones. */
  shut(): Promise<void>;
  /** Listens again, at the same port. */
  open(): Promise<void>;
  /** Ends the connections on which something was never answered, instead of having their clients wait. */
  endSilence(): void;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** At least as many as the pipeline has requests in flight, from two hosts. */
const mostConnections = 64;

export async function startServiceProxy({ targetPort, ...options }: ServiceProxyOptions): Promise<ServiceProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections });
  const passage: Passage = {
    ...options,
    target: { port: targetPort, agent },
    gate: new Gate(),
    silence: new Silence(),
  };
  const server = createServer({ keepAliveTimeout: 120_000 }, (incoming, outgoing) => {
    // The service has gone, or the client has: it learns of it by the end of its connection.
    serve(incoming, outgoing, passage).catch(() => outgoing.destroy());
  });
  const port = await listenAnywhere(server);
  const close = async () => {
    passage.gate.open();
    await stopListening(server);
    agent.destroy();
  };
  return {
    port,
    freeze: () => passage.gate.shut(),
    thaw: () => passage.gate.open(),
    shut: () => stopListening(server),
    open: () => listenAgain(server, port),
    endSilence: () => passage.silence.end(),
    close,
  };
}

interface Passage extends Omit<ServiceProxyOptions, 'targetPort'> {
  readonly target: Target;
  readonly gate: Gate;
  readonly silence: Silence;
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, passage: Passage): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const request = { method, url, headers, body: await buffer(incoming) };
  const keepSilent = passage.silence.begin(outgoing);
  const treatment = await passage.treat(request);
  await passage.gate.passed();
  if (outgoing.destroyed) return doLate(request, treatment, passage);
  if (treatment === 'silence') return keepSilent();
  if (treatment === 'reset') return void outgoing.destroy();
  if (typeof treatment === 'object') return handOut(outgoing, treatment);
  const answer = await forward(request, passage.target);
  await passage.gate.passed();
  if (treatment === 'answer withheld') return keepSilent();
  answerAs(treatment, outgoing, { request, answer }, passage);
}

async function doLate(request: ProxiedRequest, treatment: Treatment, { doesLate, target }: Passage): Promise<void> {
  if (doesLate && treatment === 'pass') await forward(request, target);
}

/** The service has done what was asked; what the client learns of it is another matter. */
function answerAs(
  treatment: Exclude<Treatment, 'reset' | 'silence' | 'answer withheld' | MadeAnswer>,
  outgoing: ServerResponse,
  exchange: Exchange,
  passage: Passage,
): void {
  const { answer } = exchange;
  const passedOn = () => passage.onPassedOn?.(exchange);
  if (treatment === 'pass') handBack(outgoing, answer, passedOn);
  if (treatment === 'answer lost') outgoing.destroy();
  if (treatment === 'answer cut') handBackHalf(outgoing, answer);
  if (treatment === 'answer empty') {
    // Where the service says nothing more than its status either, the client has learned all.
    if (answer.body.length === 0) outgoing.once('finish', passedOn);
    outgoing.writeHead(answer.status, { 'content-length': '0' }).end();
  }
}

async function stopListening(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
