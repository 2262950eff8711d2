import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { GlobalState, KustoApi, KustoList } from './kustoApi.ts';

/** By table: the type of each column. */
export type TableSchemas = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface AnalysedQuery {
  /** What Kusto would refuse, or warns of; `start` counts characters of the query. */
  readonly faults: readonly { readonly message: string; readonly start: number }[];
  /** Of the result: the type of each column. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Kusto's own parser, knowing certain tables. */
export type Analyse = (query: string) => AnalysedQuery;

let loaded: KustoApi | undefined;

/** Loads the parser, once: 5 MB of script, so not before it is needed. */
export function loadKusto(): (tables: TableSchemas) => Analyse {
  loaded ??= runScripts();
  const kusto = loaded;
  return (tables) => {
    const globals = globalsOf(kusto, tables);
    return (query) => analyse(kusto, globals, query);
  };
}

/**
 * They are scripts for a page, which leave a global behind, and no modules. They fail when they run twice in a process, as
 * they would where two loads of this module share one.
 */
function runScripts(): KustoApi {
  const isThere = runInThisContext("typeof Kusto !== 'undefined'");
  for (const name of isThere ? [] : ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
    const filename = require.resolve(`@kusto/language-service-next/${name}`);
    runInThisContext(readFileSync(filename, 'utf8'), { filename });
  }
  const kusto: KustoApi = runInThisContext('Kusto');
  return kusto;
}

function globalsOf({ Language: { Symbols, GlobalState } }: KustoApi, tables: TableSchemas): GlobalState {
  const symbols = Object.entries(tables).map(([name, columns]) => {
    const list = Object.entries(columns).map(([column, type]) => `${column}: ${type}`);
    return new Symbols.TableSymbol.$ctor7(name, `(${list.join(', ')})`);
  });
  return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('telemetry', symbols));
}

function analyse({ Language: { KustoCode } }: KustoApi, globals: GlobalState, query: string): AnalysedQuery {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const columns = code.ResultType?.Columns;
  return {
    faults: listOf(code.GetDiagnostics()).map(({ Message, Start }) => ({ message: Message, start: Start })),
    columns: new Map(columns === undefined ? [] : listOf(columns).map(({ Name, Type }) => [Name, Type.Name])),
  };
}

function listOf<T>(list: KustoList<T>): readonly T[] {
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index));
}
