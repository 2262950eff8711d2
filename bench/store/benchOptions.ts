/** How much a run does. */
export interface BenchOptions {
  /** For one measurement of one writer. */
  readonly batches: number;
  readonly eventsPerBatch: number;
  /** Each figure is the median of so many measurements. */
  readonly repetitions: number;
  /** In one round of decoding and planning; whole thousands. */
  readonly tweetsDecoded: number;
  /** How many rows a table holds before the writer is measured on a large one. */
  readonly rowsBefore: number;
  /** How many rows are then written. */
  readonly rowsThen: number;
}
