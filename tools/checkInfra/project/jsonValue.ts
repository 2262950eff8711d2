import type { Expression, Template } from '../bicep/syntax.ts';
import { plainText } from '../bicep/walk.ts';
import { memberOf } from '../memberOf.ts';
import type { InfraProject, ProjectFiles } from './infraProject.ts';
import { pathFrom } from './modulesOf.ts';
import { scopeOf } from './scope.ts';

/** Where an expression stands. */
export interface Place {
  readonly project: InfraProject;
  readonly template: Template;
  /** What loops and lambdas around it add: the item that is looked at. */
  readonly locals?: ReadonlyMap<string, unknown>;
}

/** What an expression takes out of a file with `loadJsonContent`; undefined when it takes nothing out of one. */
export function jsonValue(expression: Expression, place: Place): { readonly value: unknown } | undefined {
  if (expression.kind === 'name') {
    if (place.locals?.has(expression.name)) return undefined;
    const meaning = scopeOf(place.template).get(expression.name);
    return meaning?.kind === 'variable' ? jsonValue(meaning.declared.value, place) : undefined;
  }
  if (expression.kind === 'member') {
    const whole = jsonValue(expression.object, place);
    return whole && { value: memberOf(whole.value, expression.name) };
  }
  if (expression.kind !== 'call' || expression.name !== 'loadJsonContent') return undefined;
  const value = contentOf(place.project.files, pathFrom(place.template, plainText(expression.arguments[0]) ?? ''));
  return value && expression.arguments.length === 1 ? value : undefined;
}

type Content = { readonly value: unknown } | undefined;
const contents = new WeakMap<ProjectFiles, Map<string, Content>>();

/** Read once: a name of a file's content is looked up hundreds of times. */
function contentOf(files: ProjectFiles, path: string): Content {
  const known = contents.get(files) ?? new Map<string, Content>();
  contents.set(files, known);
  if (!known.has(path)) {
    const text = files.read(path);
    known.set(path, text === undefined ? undefined : parsed(text));
  }
  return known.get(path);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
