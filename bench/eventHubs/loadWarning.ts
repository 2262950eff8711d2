/** What to say before a run when others want the processors too; undefined when they do not. Windows knows no load. */
export function loadWarning(load: number, processors: number): string | undefined {
  if (load < processors / 4) return undefined;
  return (
    `The load of this machine is ${load.toFixed(1)} with ${processors} processors: events per second and milliseconds ` +
    'will say how long the processes waited for their turn. CPU per event and memory still hold.'
  );
}
