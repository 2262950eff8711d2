import type { Answer, AnswerObject, AnswerProperty } from './reduceSchema.ts';

/** Reads what `azmcp bicepschema get` prints for one type: log lines, then JSON. Throws Error for anything else. */
export function readAnswer(text: string): Answer {
  const answer: unknown = JSON.parse(text.slice(text.search(/^\{/m)));
  const parts = listOf(at(at(answer, 'results'), 'BicepSchemaResult'));
  const resource = parts.find((part) => at(part, '$type') === 'Resource');
  if (resource === undefined) throw new Error(`azmcp knows no such type: ${text.slice(0, 200)}`);
  const body = at(resource, 'bodyType');
  const elements = listOf(at(body, 'elements'));
  return {
    resource: textOf(at(resource, 'name')),
    bodies: (elements.length > 0 ? elements : [body]).map(readObject),
    objects: parts.filter((part) => at(part, '$type') === 'Object').map(readObject),
  };
}

function readObject(value: unknown): AnswerObject {
  const additional = at(value, 'additionalPropertiesType');
  return {
    name: textOf(at(value, 'name')),
    properties: listOf(at(value, 'properties')).map(readProperty),
    ...(typeof additional === 'string' && { additionalPropertiesType: additional }),
  };
}

function readProperty(value: unknown): AnswerProperty {
  const [flags, modifiers] = [at(value, 'flags'), at(value, 'modifiers')];
  return {
    name: textOf(at(value, 'name')),
    type: textOf(at(value, 'type')),
    ...(typeof flags === 'string' && { flags }),
    ...(typeof modifiers === 'string' && { modifiers }),
  };
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`A text was expected in the answer of azmcp, and ${JSON.stringify(value)} found.`);
}
