/** ISO 8601 of milliseconds since 1970; the bare number where no date is that far away. */
export function isoTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString();
}
