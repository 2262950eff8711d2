import type { ListedSegment } from './listSegments.ts';

/** What heads and lengths tell of files that are missing, cut or damaged; one line each. Readers are told when there. */
export function checkChain(listed: readonly ListedSegment[]): readonly string[] {
  return listed.flatMap((current, index) => {
    const before = listed[index - 1];
    const { path } = current.segment.parts;
    if (!current.head) return [`${path} has a damaged head. Its events are looked for without it.`];
    if (!before || !current.head.previous) return [];
    return checkPrevious(before, current.head.previous, path);
  });
}

function checkPrevious(
  { segment }: ListedSegment,
  expected: { readonly sequenceNumber: number; readonly length: number },
  path: string,
): readonly string[] {
  const { start, length } = { start: segment.parts.start, length: segment.length };
  if (start.sequenceNumber !== expected.sequenceNumber)
    return [`The segment before ${path}, which begins with sequence number ${expected.sequenceNumber}, is missing.`];
  if (length !== expected.length)
    return [
      `${segment.parts.path} has ${length} bytes and had ${expected.length}. Readers are told when they reach the damage.`,
    ];
  return [];
}
