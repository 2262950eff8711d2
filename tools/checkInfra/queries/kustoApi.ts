/** What is used of the global `Kusto` of @kusto/language-service-next; its own types hold 1.7 MB. */
export interface KustoApi {
  readonly Language: {
    readonly Symbols: {
      readonly TableSymbol: { readonly $ctor7: new (name: string, columns: string) => TableSymbol };
      readonly DatabaseSymbol: { readonly ctor: new (name: string, tables: readonly TableSymbol[]) => DatabaseSymbol };
    };
    readonly GlobalState: { readonly Default: { WithDatabase(database: DatabaseSymbol): GlobalState } };
    readonly KustoCode: { ParseAndAnalyze(text: string, globals: GlobalState): KustoCode };
  };
}

export interface TableSymbol {
  readonly Columns: KustoList<Column>;
}

export interface DatabaseSymbol {
  readonly Name: string;
}

export interface GlobalState {
  readonly Database: DatabaseSymbol;
}

export interface KustoCode {
  GetDiagnostics(): KustoList<{ readonly Message: string; readonly Start: number }>;
  /** Of another kind, without columns, where the query gives no table. */
  readonly ResultType: { readonly Columns?: KustoList<Column> } | null | undefined;
}

interface Column {
  readonly Name: string;
  readonly Type: { readonly Name: string };
}

export interface KustoList<T> {
  readonly Count: number;
  getItem(index: number): T;
}
