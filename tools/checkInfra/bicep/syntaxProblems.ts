import type { Node } from 'web-tree-sitter';
import { allChildren, lineOf, namedChildren } from './nodes.ts';
import type { Problem } from './syntax.ts';

/** What the compiler refuses: where the grammar finds no sense, and where it is laxer than the compiler. */
export function syntaxProblems(root: Node): readonly Problem[] {
  return [...withinEach(root, problemsOf), ...statementProblems(root)];
}

function* withinEach(node: Node, problems: (node: Node) => readonly Problem[]): Generator<Problem> {
  yield* problems(node);
  // What lies within something senseless says nothing of its own.
  if (!node.isError) for (const child of node.children) if (child !== null) yield* withinEach(child, problems);
}

function problemsOf(node: Node): readonly Problem[] {
  if (node.isError) return [problem(node, `No Bicep: ${JSON.stringify(node.text.slice(0, 60))}.`)];
  if (node.isMissing) return [problem(node, `${JSON.stringify(node.type)} is missing.`)];
  if (node.type === 'object' || node.type === 'array') return [...separators(node), ...duplicateKeys(node)];
  if (node.type === 'binary_expression') return brokenOperation(node);
  if (node.type === 'identifier' && node.text.includes('*')) return [problem(node, `${node.text} is no name.`)];
  if (node.type === 'assignment_expression') return [problem(node, 'An assignment is no expression in Bicep.')];
  return [];
}

/** Items stand on lines of their own, or on one with commas; a comma at a line's end is an error (BCP238 and its kin). */
function separators(node: Node): readonly Problem[] {
  const items = allChildren(node);
  return items.slice(1).flatMap((item, index) => {
    const before = items[index];
    if (before === undefined) return [];
    const sameLine = before.endPosition.row === item.startPosition.row;
    if (before.type === ',' && !sameLine) return [problem(before, 'A comma at the end of a line. Take it away.')];
    const bothItems = before.isNamed && item.isNamed;
    if (bothItems && sameLine && before.type !== 'decorators') {
      return [problem(item, `No comma before ${JSON.stringify(item.text.slice(0, 40))}. Add one, or begin a line.`)];
    }
    return [];
  });
}

function duplicateKeys(node: Node): readonly Problem[] {
  const keys = namedChildren(node).flatMap((member) =>
    member.type === 'object_property' ? namedChildren(member).slice(0, 1) : [],
  );
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    const name = key.type === 'string' ? key.text.slice(1, -1) : key.text;
    if (key.type === 'resource_declaration' || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [problem(key, `The key ${name} is there twice.`)];
  });
}

/** Allowed around `?` and `:`, and not around other operators. */
function brokenOperation(node: Node): readonly Problem[] {
  const rows = allChildren(node).map(({ startPosition, endPosition }) => [startPosition.row, endPosition.row] as const);
  const isBroken = rows.some(([start], index) => index > 0 && rows[index - 1]?.[1] !== start);
  return isBroken ? [problem(node, 'An operation over two lines. Write it on one, or name its parts.')] : [];
}

function statementProblems(root: Node): readonly Problem[] {
  const statements = namedChildren(root);
  const parts = statements.flatMap((node) => (node.type === 'decorators' ? namedChildren(node) : [node]));
  const crowded = parts.filter((node, index) => parts[index - 1]?.endPosition.row === node.startPosition.row);
  const idle = statements.filter(
    (node, index) => node.type === 'decorators' && !statements[index + 1]?.type.endsWith('_declaration'),
  );
  return [
    ...crowded.map((node) => problem(node, 'It stands on the line of what comes before. Begin a line.')),
    ...idle.map((node) => problem(node, 'A decorator of nothing.')),
  ];
}

function problem(node: Node, message: string): Problem {
  return { line: lineOf(node), message };
}
