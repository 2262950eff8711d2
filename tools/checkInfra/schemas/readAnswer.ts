import { memberOf } from '../memberOf.ts';
import type { Answer, AnswerObject, AnswerProperty } from './reduceSchema.ts';

/** Reads what `azmcp bicepschema get` prints for one type: log lines, then JSON. Throws Error for anything else. */
export function readAnswer(text: string): Answer {
  const answer: unknown = JSON.parse(text.slice(text.search(/^\{/m)));
  const parts = listOf(memberOf(memberOf(answer, 'results'), 'BicepSchemaResult'));
  const resource = parts.find((part) => memberOf(part, '$type') === 'Resource');
  if (resource === undefined) throw new Error(`azmcp knows no such type: ${text.slice(0, 200)}`);
  const body = memberOf(resource, 'bodyType');
  const elements = listOf(memberOf(body, 'elements'));
  return {
    resource: textOf(memberOf(resource, 'name')),
    bodies: (elements.length > 0 ? elements : [body]).map(readObject),
    objects: parts.filter((part) => memberOf(part, '$type') === 'Object').map(readObject),
  };
}

function readObject(value: unknown): AnswerObject {
  const additional = memberOf(value, 'additionalPropertiesType');
  return {
    name: textOf(memberOf(value, 'name')),
    properties: listOf(memberOf(value, 'properties')).map(readProperty),
    ...(typeof additional === 'string' && { additionalPropertiesType: additional }),
  };
}

function readProperty(value: unknown): AnswerProperty {
  const [flags, modifiers] = [memberOf(value, 'flags'), memberOf(value, 'modifiers')];
  return {
    name: textOf(memberOf(value, 'name')),
    type: textOf(memberOf(value, 'type')),
    ...(typeof flags === 'string' && { flags }),
    ...(typeof modifiers === 'string' && { modifiers }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`A text was expected in the answer of azmcp, and ${JSON.stringify(value)} found.`);
}
