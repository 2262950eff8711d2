/** Is a version such as `2.60.0` the wanted one or newer? Undefined when the text is no version. */
export function versionAtLeast(version: string, wanted: string): boolean | undefined {
  const [has, needs] = [parts(version), parts(wanted)];
  if (has === undefined || needs === undefined) return undefined;
  const first = needs.findIndex((part, index) => (has[index] ?? 0) !== part);
  return first === -1 || (has[first] ?? 0) > (needs[first] ?? 0);
}

function parts(version: string): readonly number[] | undefined {
  const [numbers] = /^\d+(\.\d+)+/.exec(version.trim()) ?? [];
  return numbers?.split('.').map(Number);
}
