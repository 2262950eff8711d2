const loopback = ['localhost', '127.0.0.1', '::1'];

/** Adds loopback to NO_PROXY: the storage client would send even 127.0.0.1 to a proxy of the environment. */
export function reachLoopbackDirectly(environment = process.env) {
  const names = (environment.NO_PROXY ?? environment.no_proxy ?? '').split(',').map((name) => name.trim());
  const all = [...new Set([...names, ...loopback])].filter((name) => name !== '').join(',');
  environment.NO_PROXY = all;
  environment.no_proxy = all;
}
