import { types } from 'rhea';
import { echoedFilterDescriptor, selectorFilterName } from '../wire/selectorFilter.ts';
import type { ServerLink, Terminus } from './rheaInternals.ts';

const propertiesField = 13;

/**
 * Answers an attach with what the peer asked for: source, target, settle modes and properties. rhea sends none of them
 * back, and go-amqp refuses a link whose answer differs (go-amqp, link.go, "sender settlement mode X requested").
 */
export function echoAttach({ local, remote }: ServerLink, added: Readonly<Record<string, unknown>> = {}): void {
  const { attach } = local;
  attach.source = echoSource(remote.attach.source);
  attach.target = remote.attach.target?.described?.() ?? null;
  attach.snd_settle_mode = remote.attach.snd_settle_mode ?? attach.snd_settle_mode;
  attach.rcv_settle_mode = remote.attach.rcv_settle_mode ?? attach.rcv_settle_mode;
  const properties = { ...typedEntries(remote.attach.value[propertiesField]), ...added };
  if (Object.keys(properties).length > 0) attach.properties = properties;
}

/** The text of the filter that says where a reader begins; undefined when there is none. */
export function selectorFilterOf(source: Terminus | null): string | undefined {
  const filter: unknown = source?.filter?.[selectorFilterName];
  const text = typeof filter === 'object' && filter !== null && 'value' in filter ? filter.value : filter;
  return typeof text === 'string' ? text : undefined;
}

function echoSource(source: Terminus | null): unknown {
  if (!source) return null;
  const filter = selectorFilterOf(source);
  if (filter !== undefined)
    source.filter = { [selectorFilterName]: types.wrap_described(filter, echoedFilterDescriptor) };
  return source.described?.() ?? null;
}

/** A map's entries with their AMQP types kept: a long that came must not go back as uint. */
function typedEntries(map: unknown): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  const items: unknown = typeof map === 'object' && map !== null && 'value' in map ? map.value : undefined;
  if (!Array.isArray(items)) return entries;
  for (let index = 0; index + 1 < items.length; index += 2) entries[String(items[index])] = items[index + 1];
  return entries;
}
