export { checkApp } from './checkApp.ts';
export type { FoundFunction, FunctionsHostOptions, RunningFunctionsHost } from './contract.ts';
export { FunctionsHostError } from './functionsHostError.ts';
export { startFunctionsHost } from './startFunctionsHost.ts';
