import type { Node } from 'web-tree-sitter';
import type { BicepParser } from './bicepParser.ts';
import { lineOf, namedChildren } from './nodes.ts';
import { readModule, readOutput, readParameter, readVariable } from './readDeclaration.ts';
import { readExpression } from './readExpression.ts';
import { quoted, readResource } from './readResource.ts';
import type { Call, Problem, Template } from './syntax.ts';
import { syntaxProblems } from './syntaxProblems.ts';

type Draft = {
  -readonly [Part in keyof Template]: Template[Part] extends readonly (infer Each)[] ? Each[] : Template[Part];
};

/** Reads one `.bicep` file. What a compiler would not take is in `problems`; what could not be read is left out. */
export function readTemplate(file: string, text: string, parse: BicepParser): Template {
  const root = parse(text);
  const template: Draft = { ...empty(file), problems: [...syntaxProblems(root)] };
  let decorators: readonly Call[] = [];
  for (const statement of namedChildren(root)) {
    try {
      if (statement.type === 'decorators') decorators = readDecorators(statement);
      else addStatement(template, statement, decorators);
      if (statement.type !== 'decorators') decorators = [];
    } catch (error) {
      template.problems.push(unreadable(statement, error));
    }
  }
  return template;
}

function empty(file: string): Draft {
  const none = { parameters: [], variables: [], outputs: [], resources: [], modules: [] };
  return { file, targetScope: 'resourceGroup', ...none, problems: [] };
}

function addStatement(template: Draft, node: Node, decorators: readonly Call[]): void {
  switch (node.type) {
    case 'parameter_declaration':
      return void template.parameters.push(readParameter(node, decorators));
    case 'variable_declaration':
      return void template.variables.push(readVariable(node, decorators));
    case 'output_declaration':
      return void template.outputs.push(readOutput(node, decorators));
    case 'resource_declaration':
      return void template.resources.push(readResource(node, decorators, readExpression));
    case 'module_declaration':
      return void template.modules.push(readModule(node, decorators));
    case 'target_scope_assignment':
      template.targetScope = quoted(node);
      return;
    case 'metadata_declaration':
      return;
    default:
      template.problems.push({ line: lineOf(node), message: `The checks do not read this statement (${node.type}).` });
  }
}

function readDecorators(node: Node): readonly Call[] {
  return namedChildren(node).map((decorator) => {
    const [call] = namedChildren(decorator);
    const read = call && readExpression(call);
    if (read?.kind === 'call') return read;
    throw new Error(`Line ${lineOf(node)}: a decorator that is no call.`);
  });
}

function unreadable(node: Node, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return { line: lineOf(node), message: `Cannot be read: ${reason}` };
}
