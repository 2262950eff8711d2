const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
/** @type {readonly (readonly [unit: string, ms: number])[]} */
const spans = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/**
 * @param {number} bytes
 * @returns {string} such as `1.5 KiB`
 */
export function size(bytes) {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < sizes.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${sizes[unit]}`;
}

/**
 * @param {string | null} from ISO 8601
 * @param {string} to
 * @returns {string} such as `5 min`; a dash where nothing began
 */
export function age(from, to) {
  if (from === null) return '–';
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  const [unit, span] = spans.find((each) => ms >= each[1]) ?? ['s', 1000];
  return `${Math.floor(ms / span)} ${unit}`;
}

/**
 * @param {number | null} value
 * @returns {string} with its thousands apart; a dash for none
 */
export function count(value) {
  return value === null ? '–' : value.toLocaleString('en').replaceAll(',', ' ');
}

/**
 * @param {string} iso
 * @returns {string}
 */
export function time(iso) {
  return iso.replace('T', ' ');
}
