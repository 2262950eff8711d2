import Module from 'node:module';

/**
 * Makes `require(name)` give `exports` in this process, from now on, wherever it is called. The worker does the same:
 * the module is on no registry, so there is nothing to resolve.
 * https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/setupCoreModule.ts
 */
export function injectModule(name: string, exports: unknown): void {
  const load: unknown = Reflect.get(Module, '_load');
  if (typeof load !== 'function')
    throw new Error(`Node ${process.version} has no Module._load to inject "${name}" with.`);
  const loadInjected = (request: string, ...rest: unknown[]): unknown =>
    request === name ? exports : Reflect.apply(load, Module, [request, ...rest]);
  Reflect.set(Module, '_load', loadInjected);
}
