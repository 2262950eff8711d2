/** A log line about a handshake that failed, with the likely mistake. */
export function tlsFailureHint(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  const hint = hints.find(([pattern]) => pattern.test(code))?.[1] ?? error.message;
  return `A client could not connect by TLS (${code || error.name}): ${hint}`;
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH|RECORD_TYPE|UNEXPECTED_MESSAGE/,
    'it spoke without TLS. A connection string with UseDevelopmentEmulator=true belongs to the port without TLS.',
  ],
  // Clients in Node.js hang up without an alert.
  [
    /ECONNRESET|UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN/,
    'it hung up. If it does not trust the certificate, give it the file, in Node.js by NODE_EXTRA_CA_CERTS.',
  ],
];
