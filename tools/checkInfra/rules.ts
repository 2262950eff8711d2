import type { Rule } from './rule.ts';
import { defaults } from './rules/defaults.ts';
import { modules } from './rules/modules.ts';
import { parents } from './rules/parents.ts';
import { properties } from './rules/properties.ts';
import { resourceTypes } from './rules/resourceTypes.ts';
import { symbols } from './rules/symbols.ts';
import { syntax } from './rules/syntax.ts';
import { unused } from './rules/unused.ts';

/** All that is checked of the infrastructure, but for the queries (`queries/`). */
export const rules: readonly Rule[] = [syntax, resourceTypes, properties, parents, symbols, unused, modules, defaults];
