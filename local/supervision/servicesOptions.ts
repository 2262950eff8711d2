import { ProcessError } from '../processes/processError.ts';
import type { StoragePorts } from '../storage/developmentStorage.ts';

export interface ServicePorts extends StoragePorts {
  readonly amqp: number;
}

export interface ServicesOptions {
  /** The app's folder; data goes to its `.local`. */
  readonly root: string;
  /** App settings; what they point elsewhere is not started. */
  readonly values: Readonly<Record<string, string>>;
  /** The ports wanted; 0 = any free one. */
  readonly ports: ServicePorts;
  /** What to do about a taken port: take any free one and say so, or refuse and name the option that changes it. */
  readonly takenPort: 'replace' | 'refuse';
  readonly say: (line: string) => void;
}

export function portTaken(port: number, service: keyof ServicePorts): ProcessError {
  return new ProcessError(
    `Port ${port} is taken. Stop what listens there, or choose another with --${service}-port and point the settings to it.`,
  );
}

export function sayReplaced(say: (line: string) => void, part: string, wanted: number, got: number): void {
  if (wanted !== 0 && wanted !== got) say(`Port ${wanted} is taken; ${part} listen on ${got} instead.`);
}
