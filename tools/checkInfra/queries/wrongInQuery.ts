import { attemptFields } from '../../../src/pipeline/telemetry/attemptFigures.ts';
import { batchFields } from '../../../src/pipeline/telemetry/batchFigures.ts';
import { runFields } from '../../../src/pipeline/telemetry/runFigures.ts';
import type { LineKind } from '../../../src/pipeline/telemetry/telemetryLine.ts';
import type { Finding } from '../finding.ts';
import { lineAt } from './lineAt.ts';

/** The fields that the functions write: the very lists that the compiler holds to the types of the figures. */
const fieldsOf: Readonly<Record<LineKind, readonly string[]>> = {
  batch: batchFields,
  attempt: attemptFields,
  run: runFields,
};

type Wrong = Pick<Finding, 'rule' | 'line' | 'message'>;

/** What can be told of a query by its text alone. */
export function wrongInQuery(text: string, functions: readonly string[]): readonly Wrong[] {
  return [...withoutQuestion(text), ...withTime(text), ...unknownFields(text), ...unknownFunctions(text, functions)];
}

/** People choose by it, and the docs repeat it. */
function withoutQuestion(text: string): readonly Wrong[] {
  if (/^\/\/ [A-Z].*\?( .+\.)?\n(?!\/\/)/.test(text)) return [];
  const message = 'The query does not begin with one line "// …?" that says what it answers. Write it.';
  return [{ rule: 'query-question', line: 1, message }];
}

/** The window of an alert, the portal's time range or --offset bounds a query; a time of its own would hide the rest. */
function withTime(text: string): readonly Wrong[] {
  const way = 'Leave the time to whoever asks: the window of an alert, the portal, --offset.';
  return [...text.matchAll(/\b(ago|now|startofday)\s*\(|\b(?:timestamp|TimeGenerated)\s*(?:[<>]|between)/g)].map(
    (found) => ({ rule: 'query-time', line: lineAt(text, found.index), message: `"${found[0]}" bounds time. ${way}` }),
  );
}

const parsed = /(\w+)\s*=\s*parse_json\(extract\(@"(\w+)=/g;

/** A renamed field would leave a query empty, and an alert silent. */
function unknownFields(text: string): readonly Wrong[] {
  return [...text.matchAll(parsed)].flatMap(([, variable = '', kind = '']) => {
    const known = isKind(kind) ? fieldsOf[kind] : [];
    return [...text.matchAll(new RegExp(`\\b${variable}(?:\\.(\\w+)|\\["(\\w+)"\\])`, 'g'))]
      .map(({ index, 1: plain, 2: quoted }) => ({ field: plain ?? quoted ?? '', index }))
      .filter(({ field }) => !known.includes(field))
      .map(({ field, index }) => ({
        rule: 'query-fields',
        line: lineAt(text, index),
        message: `No function writes ${field} into ${kind}={…}. It may be: ${known.join(', ') || 'nothing'}.`,
      }));
  });
}

function isKind(kind: string): kind is LineKind {
  return Object.hasOwn(fieldsOf, kind);
}

function unknownFunctions(text: string, functions: readonly string[]): readonly Wrong[] {
  return [...text.matchAll(/operation_Name\s*(?:==|=~|!=)\s*"([^"]*)"/g)]
    .filter(([, name = '']) => !functions.includes(name))
    .map(({ index, 1: name }) => ({
      rule: 'query-functions',
      line: lineAt(text, index),
      message: `There is no function ${name}. It may be: ${functions.join(', ')}.`,
    }));
}
