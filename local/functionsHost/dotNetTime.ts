/**
 * A time as .NET's JSON writes a DateTime: zeros at the end of the fraction are left out. `zone` is '' for a time of
 * unspecified kind and '+00:00' for a local time where the machine runs in UTC.
 */
export function dotNetTime(milliseconds: number, zone: '' | 'Z' | '+00:00'): string {
  const [seconds = '', fraction = ''] = new Date(milliseconds).toISOString().slice(0, -1).split('.');
  const shown = fraction.replace(/0+$/, '');
  return `${seconds}${shown === '' ? '' : `.${shown}`}${zone}`;
}

/** DateTime's default, which the host writes for "never". */
export const dotNetNever = '0001-01-01T00:00:00';
