// Exact decimals as {units: BigInt, scale}: the tests must not round what they check.
export function decimal(text) {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(text).trim());
  if (!match) throw new TypeError(`not a decimal: ${text}`);
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const units = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

const at = ({ units, scale }, to) => units * 10n ** BigInt(to - scale);
const both = (a, b, make) => {
  const scale = Math.max(a.scale, b.scale);
  return make(at(a, scale), at(b, scale), scale);
};

export const add = (a, b) => both(a, b, (x, y, scale) => ({ units: x + y, scale }));
export const subtract = (a, b) => both(a, b, (x, y, scale) => ({ units: x - y, scale }));
export const multiply = (a, b) => ({ units: a.units * b.units, scale: a.scale + b.scale });
export const absolute = ({ units, scale }) => ({ units: units < 0n ? -units : units, scale });
export const compare = (a, b) => both(a, b, (x, y) => (x < y ? -1 : x > y ? 1 : 0));
export const sum = (texts) => texts.map(decimal).reduce(add, decimal('0'));
/** As text; unknown where a part is. */
export const total = (texts) => (texts.includes(null) ? null : format(sum(texts)));
export const within = (a, b, tolerance) => compare(absolute(subtract(decimal(a), decimal(b))), decimal(tolerance)) <= 0;

/** a ÷ b, half to even at `places` decimals. */
export function divide(a, b, places) {
  const scale = places + 2 + b.scale;
  const [x, y] = [at(a, a.scale > scale ? a.scale : scale), b.units];
  return round({ units: (x / y) * 10n + (x % y ? 1n : 0n), scale: Math.max(a.scale, scale) - b.scale + 1 }, places);
}

/** Half to even at `places` decimals. */
export function round({ units, scale }, places) {
  if (scale <= places) return { units, scale };
  const unit = 10n ** BigInt(scale - places);
  const [size, sign] = units < 0n ? [-units, -1n] : [units, 1n];
  const [whole, rest] = [size / unit, size % unit];
  const up = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n);
  return { units: sign * (whole + (up ? 1n : 0n)), scale: places };
}

export function format({ units, scale }) {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale ? digits.slice(-scale).replace(/0+$/, '') : '';
  return `${units < 0n ? '-' : ''}${whole}${fraction && '.'}${fraction}`;
}
