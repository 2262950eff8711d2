/**
 * What a client may have had in mind that does not begin with AMQP's header: undefined when its first bytes look like
 * nothing known.
 */
export function protocolHint(first: Buffer): string | undefined {
  const text = first.toString('latin1');
  // A TLS record of the handshake, of any version since SSL 3.
  if (text.startsWith('\x16\x03')) {
    return 'A client began TLS on the port without it. Its connection string lacks UseDevelopmentEmulator=true (lower case), or it belongs to the port with TLS.';
  }
  if (/^(?:GET|POST|PUT|HEAD|OPTIONS|DELETE|CONNECT|PATCH) /.test(text)) {
    return 'A client spoke HTTP on a port of AMQP. AMQP over WebSockets is not served; health and explorer have a port of their own.';
  }
  return undefined;
}
