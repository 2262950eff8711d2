/** What JSON readers take: https://www.newtonsoft.com/json/help/html/P_Newtonsoft_Json_JsonReader_MaxDepth.htm */
const deepest = 64;

/**
 * The properties of an event as its letter keeps them: all, but for one nested so deep that the letter could not be
 * written, or not be read. Such an event would come again for ever.
 */
export function keptProperties(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(properties);
  if (entries.every(([, value]) => isWithin(deepest, value))) return properties;
  const told = `nested deeper than ${deepest}, and not kept`;
  return Object.fromEntries(entries.map(([name, value]) => [name, isWithin(deepest, value) ? value : told]));
}

function isWithin(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isWithin(levels - 1, each));
}
