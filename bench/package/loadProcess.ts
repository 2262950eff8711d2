import { loadApp } from '../../local/functionsHost/worker/loadApp.ts';

/** A process of its own for each start: what was loaded once stays loaded. Argument: the app folder. */
async function load(appFolder: string): Promise<void> {
  const startedMs = performance.now();
  await loadApp(appFolder, () => undefined, { runsAppStart: false });
  const loadMs = performance.now() - startedMs;
  process.stdout.write(String(loadMs));
}

load(process.argv[2] ?? '.').then(
  // What an app starts while it loads is not waited for.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
