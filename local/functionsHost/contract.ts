export interface FunctionsHostOptions {
  /** Folder with package.json and host.json. */
  readonly appFolder: string;
  /** App settings, already resolved. The functions read process.env, which the host does not touch. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of the admin interface; 0 = any free port. */
  readonly port: number;
  readonly write: (line: string) => void;
  /** Also trace and debug entries, each execution, and the stacks of failures. */
  readonly verbose?: boolean;
}

export interface FoundFunction {
  readonly name: string;
  /** Type of the trigger, such as `timerTrigger`. */
  readonly trigger: string;
  readonly state: 'started' | 'disabled' | 'skipped';
  /** Why it was skipped. */
  readonly detail?: string;
}

export interface RunningFunctionsHost {
  readonly port: number;
  readonly functions: readonly FoundFunction[];
  /**
   * Listeners stop, running executions get a second, `appTerminate` hooks run, checkpoints and leases are settled; within
   * 1.5 s in all. Safe to call twice.
   */
  close(): Promise<void>;
}
