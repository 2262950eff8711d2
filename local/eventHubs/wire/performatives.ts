/** What a field may hold. */
export interface FieldType {
  /** The format codes of its values; undefined where any may stand. */
  readonly codes?: ReadonlySet<number>;
  /** The fields of composites by their descriptors. Other values are left to whoever reads the field. */
  readonly composites?: ReadonlyMap<number, readonly Field[]>;
}

export interface Field {
  readonly type: FieldType;
  readonly mandatory: boolean;
}

export interface Performative {
  readonly name: string;
  readonly fields: readonly Field[];
}

export const listCodes: ReadonlySet<number> = new Set([0x45, 0xc0, 0xd0]);

const coded = (...codes: readonly number[]): FieldType => ({ codes: new Set(codes) });
const unsigned = [0x43, 0x44, 0x50, 0x52, 0x53, 0x60, 0x70];
const types = new Map<string, FieldType>([
  ['any', {}],
  // Of whatever width, but not beyond 32 bits: rhea makes something else than a number of those.
  ['unsigned', coded(...unsigned)],
  ['long', coded(...unsigned, 0x80)],
  ['boolean', coded(0x41, 0x42, 0x56)],
  ['text', coded(0xa1, 0xb1, 0xa3, 0xb3)],
  ['texts', coded(0xa1, 0xb1, 0xa3, 0xb3, 0xe0, 0xf0)],
  ['binary', coded(0xa0, 0xb0)],
  ['map', coded(0xc1, 0xd1)],
]);
const terminus = 'text unsigned text unsigned boolean map';
types.set('error', composite(0x1d, 'text! text map'));
types.set('source', composite(0x28, `${terminus} text map any texts texts`));
types.set('target', composite(0x29, `${terminus} texts`));

/** What a client may send once it is let in, by descriptor (AMQP 1.0 part 2, section 2.7); `!` marks what must be there. */
export const performatives: ReadonlyMap<number, Performative> = new Map([
  performative(0x10, 'open', 'text! text unsigned unsigned unsigned texts texts texts texts map'),
  performative(0x11, 'begin', 'unsigned unsigned! unsigned! unsigned! unsigned texts texts map'),
  performative(
    0x12,
    'attach',
    'text! unsigned! boolean! unsigned unsigned source target map boolean unsigned long texts texts map',
  ),
  performative(
    0x13,
    'flow',
    'unsigned unsigned! unsigned! unsigned! unsigned unsigned unsigned unsigned boolean boolean map',
  ),
  performative(
    0x14,
    'transfer',
    'unsigned! unsigned binary unsigned boolean boolean unsigned any boolean boolean boolean',
  ),
  performative(0x15, 'disposition', 'boolean! unsigned! unsigned boolean any boolean'),
  performative(0x16, 'detach', 'unsigned! boolean error'),
  performative(0x17, 'end', 'error'),
  performative(0x18, 'close', 'error'),
]);

/** What it may send before (part 5, section 5.3.3). None of our mechanisms asks back. */
export const saslPerformatives: ReadonlyMap<number, Performative> = new Map([
  performative(0x41, 'sasl-init', 'text! binary text'),
]);

function performative(descriptor: number, name: string, layout: string): readonly [number, Performative] {
  return [descriptor, { name, fields: fieldsOf(layout) }];
}

function composite(descriptor: number, layout: string): FieldType {
  return { composites: new Map([[descriptor, fieldsOf(layout)]]) };
}

function fieldsOf(layout: string): readonly Field[] {
  return layout.split(' ').map((word) => {
    const mandatory = word.endsWith('!');
    return { type: types.get(mandatory ? word.slice(0, -1) : word) ?? {}, mandatory };
  });
}
