/**
 * What X finds in a text: hashtags, mentions, links, each with its place in code points. A kind that does not occur is
 * left out. https://docs.x.com/x-api/fundamentals/data-dictionary#tweet-entities
 */
export function textEntities(text: string): Readonly<Record<string, readonly unknown[]>> {
  const found = {
    hashtags: find(text, /#([\p{L}\p{N}_]+)/gu, (tag) => ({ tag })),
    mentions: find(text, /@(\w{1,15})/g, (username) => ({ username })),
    urls: find(text, /https:\/\/t\.co\/(\w{10})/g, (code) => ({
      url: `https://t.co/${code}`,
      expanded_url: `https://example.com/${code}`,
      display_url: `example.com/${code}`,
    })),
  };
  return Object.fromEntries(Object.entries(found).filter(([, places]) => places.length > 0));
}

function find(text: string, form: RegExp, describe: (content: string) => object): readonly object[] {
  return [...text.matchAll(form)].map((match) => {
    const start = [...text.slice(0, match.index)].length;
    return { start, end: start + [...match[0]].length, ...describe(match[1] ?? '') };
  });
}
