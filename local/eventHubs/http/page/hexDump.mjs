const bytesPerLine = 16;

/**
 * Bytes in lines of sixteen: where they stand, their digits, and what is readable of them.
 * @param {string} hex two digits per byte
 * @returns {string}
 */
export function hexDump(hex) {
  const lines = [];
  for (let at = 0; at < hex.length; at += 2 * bytesPerLine) {
    const bytes = hex.slice(at, at + 2 * bytesPerLine).match(/../g) ?? [];
    const digits = bytes.join(' ').padEnd(3 * bytesPerLine - 1);
    const place = (at / 2).toString(16).padStart(8, '0');
    lines.push(`${place}  ${digits}  ${bytes.map(readable).join('')}`);
  }
  return lines.join('\n');
}

/** @param {string} digits */
function readable(digits) {
  const code = Number.parseInt(digits, 16);
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}
