/** What a column of Table storage can hold. A number is an Int32 where it is one, else a Double; a bigint is an Int64. */
export type ColumnValue = string | number | bigint | boolean | Date;

/** A row as Table storage takes it: two keys, and columns of simple values. What is undefined is no column. */
export interface Entity {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [column: string]: ColumnValue | undefined;
}
