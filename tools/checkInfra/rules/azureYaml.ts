import { parse } from 'yaml';
import { walk } from '../bicep/walk.ts';
import type { Finding } from '../finding.ts';
import { memberOf } from '../memberOf.ts';
import { appsOf, valueAt } from '../project/theApp.ts';
import type { Rule } from '../rule.ts';

const file = 'azure.yaml';
const service = 'pipeline';

/** azd publishes the package, without building it again, to the app that carries the service's tag. */
export const azureYaml: Rule = (project) => {
  const apps = appsOf(project);
  if (apps.length === 0) return [];
  const untagged = apps.filter(({ typed }) => !hasTag(valueAt(typed, 'tags')));
  const tags = untagged.map(({ template, typed: { resource } }) => ({
    ...finding(`${resource.name} has no tag azd-service-name: ${service}, by which azd finds it.`),
    file: template.file,
    line: resource.line,
  }));
  const text = project.files.read(file);
  return text === undefined ? [finding('It is missing.'), ...tags] : [...wrongWithFile(text), ...tags];
};

function wrongWithFile(text: string): readonly Finding[] {
  const value = parsed(text);
  if (value === undefined) return [finding('It is no YAML.')];
  const services = memberOf(value, 'services');
  const names = Object.keys(services ?? {});
  if (names.join() !== service) return [finding(`Its services are ${names.join(', ')}. There is one, ${service}.`)];
  const wanted: Readonly<Record<string, unknown>> = { project: 'dist/app', host: 'function', language: 'js' };
  const found = memberOf(services, service);
  const wrong = Object.entries(wanted).filter(([name, each]) => plain(memberOf(found, name)) !== each);
  const remote = memberOf(found, 'remoteBuild') === true;
  return [
    ...wrong.map(([name, each]) =>
      finding(`services.${service}.${name} is ${memberOf(found, name)}. It must be ${each}.`),
    ),
    ...(remote ? [finding('remoteBuild is on. The package is complete as it is.')] : []),
  ];
}

/** `./dist/app` and `dist/app` are one folder. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^\.\//, '').replace(/\/$/, '') : value;
}

function hasTag(tags: ReturnType<typeof valueAt>): boolean {
  const objects = tags === undefined ? [] : [...walk(tags)].map(({ expression }) => expression);
  return objects.some(
    (each) =>
      each.kind === 'object' &&
      each.properties.some(
        ({ name, value }) =>
          name === 'azd-service-name' &&
          value.kind === 'text' &&
          value.parts.length === 1 &&
          value.parts[0] === service,
      ),
  );
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function finding(message: string): Finding {
  return { rule: 'azureYaml', file, line: 1, message };
}
