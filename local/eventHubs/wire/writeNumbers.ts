const word = 0x1_0000_0000;
const zero = 0x30;

/**
 * Writes a format code and a whole number from 0 to 2^53 in 8 bytes, and returns where they end. `writeBigInt64BE`
 * would do, at the price of a BigInt per number: four per event sent.
 */
export function writeWide(target: Buffer, at: number, code: number, value: number): number {
  target[at] = code;
  target.writeUInt32BE(Math.floor(value / word), at + 1);
  target.writeUInt32BE(value % word, at + 5);
  return at + 9;
}

/** How many digits a whole number from 0 has. */
export function decimalDigits(value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  return digits;
}

/** Writes a whole number from 0 as text of so many digits, and returns where it ends. */
export function writeDecimal(target: Buffer, at: number, value: number, digits: number): number {
  let rest = value;
  for (let to = at + digits - 1; to >= at; to--) {
    const tenth = Math.floor(rest / 10);
    target[to] = rest - 10 * tenth + zero;
    rest = tenth;
  }
  return at + digits;
}
