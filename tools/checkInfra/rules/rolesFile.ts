import { memberOf } from '../memberOf.ts';
import type { Rule } from '../rule.ts';
import { roles } from '../tables/roles.ts';

const file = 'infra/roles.json';

/** The ids that the templates take from `roles.json` are those of the roles that it names. */
export const rolesFile: Rule = ({ files }) => {
  const text = files.read(file);
  const entries: unknown = text === undefined ? {} : JSON.parse(text);
  return Object.entries(entries ?? {}).flatMap(([key, entry]: readonly [string, unknown]) => {
    const [id, name] = [memberOf(entry, 'id'), memberOf(entry, 'name')];
    const role = roles.find((each) => each.id === id);
    if (role !== undefined && role.name === name && key.toLowerCase() === keyOf(role.name)) return [];
    const known = role === undefined ? 'no role of tools/checkInfra/tables/roles.ts' : role.name;
    return [{ rule: 'rolesFile', file, line: 1, message: `${key} (${name}) has the id ${id}, which is of ${known}.` }];
  });
};

/** `Azure Event Hubs Data Sender` is kept as `eventHubsDataSender`. */
function keyOf(name: string): string {
  return name
    .replace(/^Azure /, '')
    .replaceAll(' ', '')
    .toLowerCase();
}
