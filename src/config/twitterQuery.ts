/** Of self-serve access. https://docs.x.com/x-api/posts/search/integrate/build-a-query */
const longest = 512;

/** Operators that X takes only beside another one that can stand alone. */
const needsOthers = /^(is|has|lang|sample):/i;

/** What is wrong with a query that X would refuse, as far as it can be told without asking. */
export function wrongWithQuery(query: string): string | undefined {
  const length = [...query].length;
  if (length > longest) return `has ${length} characters. X takes ${longest} at most.`;
  if ((query.match(/"/g) ?? []).length % 2 !== 0) return 'has a quotation mark without its second one.';
  const terms = termsOf(query);
  if (!areBalanced(terms)) return 'has a parenthesis without its second one.';
  if (terms.some((term) => standsAlone(term))) return undefined;
  const ways = 'Add a word, a #hashtag, from:name or the like.';
  return `is ${JSON.stringify(query)}, which has only operators that X does not take alone, such as lang: or is:. ${ways}`;
}

/** Words, phrases in quotes and operators, each with its minus, and parentheses. */
function termsOf(query: string): readonly string[] {
  return query.match(/[()]|-?(?:[^\s"()]*"[^"]*"|[^\s"()]+)|-/g) ?? [];
}

function areBalanced(terms: readonly string[]): boolean {
  let open = 0;
  for (const term of terms) {
    if (term === '(') open += 1;
    if (term === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

function standsAlone(term: string): boolean {
  if (['(', ')', 'OR', 'AND', '""', '#', '@', '$'].includes(term)) return false;
  return !term.startsWith('-') && !needsOthers.test(term);
}
