import type { Entity } from './entity.ts';

/** 64 KiB of UTF-16. https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#property-types */
export const longestText = 32_768;

/** The entity with every text that is too long for one column spread over more: `text`, `text_1`, `text_2`, … */
export function splitTexts(entity: Entity): Entity {
  const parts: Record<string, string> = {};
  let isWhole = true;
  for (const name in entity) {
    const value = entity[name];
    if (typeof value !== 'string' || value.length <= longestText) continue;
    isWhole = false;
    for (const [index, part] of partsOf(value).entries()) parts[index === 0 ? name : `${name}_${index}`] = part;
  }
  return isWhole ? entity : { ...entity, ...parts };
}

/** Of at most 32,768 units each, and none ends inside a pair of surrogates, of which storage might take no half. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + longestText;
    const isInsidePair = end < text.length && text.codePointAt(end - 1) !== text.charCodeAt(end - 1);
    const part = text.slice(start, isInsidePair ? end - 1 : end);
    parts.push(part);
    start += part.length;
  }
  return parts;
}
