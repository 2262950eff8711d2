export class PackError extends Error {
  readonly code = 'not-packed';
}
