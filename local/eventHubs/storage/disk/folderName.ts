import { createHash } from 'node:crypto';

const longestSlug = 40;

/**
 * The folder of a hub: part of its name, for people, and a hash of it. So no name is too long, ends in a dot, is a device
 * of Windows ("con", "aux") or differs from another by case alone.
 */
export function folderName(hub: string): string {
  const name = hub.toLowerCase();
  const slug = name.replace(/[^a-z0-9_-]+/g, '-').slice(0, longestSlug);
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `hub-${slug}-${hash}`;
}
