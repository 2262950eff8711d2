// For `node --require`: a process whose clock its parent sets. What `Date` says moves; timers and `performance` stay, as
// they do when the clock of a machine is set.

let offsetMs = 0;
const RealDate = Date;
const now = () => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

process.on('message', (message: unknown) => {
  if (!isClockMessage(message)) return;
  offsetMs = message.offsetMs;
  process.send?.({ type: 'clock', offsetMs });
});

function isClockMessage(value: unknown): value is { readonly offsetMs: number } {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('offsetMs' in value)) return false;
  return value.type === 'clock' && typeof value.offsetMs === 'number';
}

export {};
