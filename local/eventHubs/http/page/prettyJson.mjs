const indent = '  ';
/** Deeper texts stay as they are: indenting each of a hundred thousand brackets would take gigabytes. */
const maxDepth = 100;
/** Strings, and what stands between them; the text is known to be JSON. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * JSON with line breaks, every name, number and escape as it was sent: parsing would round large numbers and drop the
 * first of two equal names. Undefined for a text that is no JSON object or array, or nests very deep.
 * @param {string} text
 * @returns {string | undefined}
 */
export function prettyJson(text) {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return undefined;
  let pretty = '';
  let depth = 0;
  let before = '';
  for (const [token] of text.matchAll(tokens)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (needsNewLine(before, closes)) pretty += `\n${indent.repeat(depth)}`;
    pretty += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    if (depth > maxDepth) return undefined;
    before = token;
  }
  return pretty;
}

/**
 * @param {string} before
 * @param {boolean} closes
 */
function needsNewLine(before, closes) {
  if (before === '{' || before === '[') return !closes;
  return closes || before === ',';
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
