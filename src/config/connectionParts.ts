/** The parts of `Name=value;…` by lower-case name: case does not tell names apart. */
export function connectionParts(connectionString: string): ReadonlyMap<string, string> {
  return new Map(
    connectionString.split(';').flatMap((part) => {
      const [, name, value] = /^\s*([^=]+)=(.*?)\s*$/.exec(part) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );
}
