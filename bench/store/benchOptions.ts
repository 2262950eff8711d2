/** As the trigger delivers them at most (host.json). */
export const eventsPerBatch = 1_000;

/** How much a run does. */
export interface BenchOptions {
  /** Of 1,000 events each, for one measurement of one writer. */
  readonly batches: number;
  /** Each figure is the median of so many measurements. */
  readonly repetitions: number;
  /** How many rows a table holds before the writer is measured on a large one. */
  readonly rowsBefore: number;
  /** How many rows are then written. */
  readonly rowsThen: number;
}
