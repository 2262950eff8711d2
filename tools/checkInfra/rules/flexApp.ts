import type { Finding } from '../finding.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { settingsOf } from '../project/settingsOf.ts';
import { type AppResource, appsOf, valueAt } from '../project/theApp.ts';
import type { Rule } from '../rule.ts';
import { allowedSiteConfig, forbiddenSettings, identityConnections } from '../tables/flexConsumption.ts';

/** The app is what Flex Consumption takes: no setting and no site property that the plan owns, all that it needs. */
export const flexApp: Rule = (project) => [...wrongSettings(project), ...appsOf(project).flatMap(wrongWithApp)];

function wrongSettings(project: InfraProject): readonly Finding[] {
  const settings = settingsOf(project);
  const forbidden = settings.filter(({ name }) => forbiddenSettings.includes(name.toUpperCase()));
  const plain = settings.filter(({ name }) => Object.hasOwn(identityConnections, name));
  const missing = Object.entries(identityConnections).flatMap(([connection, parts]) =>
    parts.map((part) => `${connection}__${part}`).filter((name) => !settings.some((each) => each.name === name)),
  );
  const [first] = settings;
  return [
    ...forbidden.map((each) => finding(each.template.file, each.line, `${each.name} is the platform's. Take it away.`)),
    ...plain.map((each) => finding(each.template.file, each.line, `${each.name} goes by identity: ${each.name}__….`)),
    ...(first === undefined
      ? []
      : missing.map((name) => finding(first.template.file, first.line, `${name} is not set.`))),
  ];
}

function wrongWithApp({ template, typed }: AppResource): readonly Finding[] {
  const siteConfig = valueAt(typed, 'properties', 'siteConfig');
  const site = siteConfig?.kind === 'object' ? siteConfig.properties : [];
  const strange = site.filter(({ name }) => !allowedSiteConfig.includes(name ?? ''));
  const needed = ['functionAppConfig', 'keyVaultReferenceIdentity', 'serverFarmId'];
  const absent = needed.filter((name) => valueAt(typed, 'properties', name) === undefined);
  return [
    ...strange.map((each) =>
      finding(template.file, each.line, `siteConfig.${each.name} is refused (51021) or ignored.`),
    ),
    ...absent.map((name) => finding(template.file, typed.resource.line, `${typed.resource.name} has no ${name}.`)),
  ];
}

function finding(file: string, line: number, message: string): Finding {
  return { rule: 'flexApp', file, line, message };
}
