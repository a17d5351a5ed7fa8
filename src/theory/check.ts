/** What a number of the theory may be. */
interface Range {
  min: number;
  /** The greatest that is allowed, where there is one. */
  max?: number;
  /** Whether `min` itself is refused. */
  exclusive?: boolean;
  /** Whether Infinity is meant. */
  infinite?: boolean;
}

function shown(value: unknown): string {
  if (typeof value === "number" || value === undefined || value === null) return String(value);
  return `a value of type ${typeof value}`;
}

/** @throws RangeError unless `value` is a number in its range */
export function checkNumber(name: string, value: unknown, range: Range): void {
  const { min, max = Number.POSITIVE_INFINITY, exclusive = false, infinite = false } = range;
  const isNumber = typeof value === "number" && (Number.isFinite(value) || (infinite && value > 0));
  if (isNumber && (exclusive ? value > min : value >= min) && value <= max) return;
  const most = range.max === undefined ? "" : ` and ≤ ${max}`;
  const allowed = `${infinite ? "a number" : "a finite number"} ${exclusive ? ">" : "≥"} ${min}${most}`;
  throw new RangeError(`${name} must be ${allowed}, got ${shown(value)}.`);
}

/** @throws RangeError unless every parameter named is a number in its range */
export function checkNumbers<Key extends string>(values: Record<Key, unknown>, ranges: Record<Key, Range>): void {
  if (typeof values !== "object" || values === null) {
    throw new RangeError(`${Object.keys(ranges).join(", ")} must be given as an object, got ${shown(values)}.`);
  }
  for (const [name, range] of Object.entries(ranges) as [Key, Range][]) checkNumber(name, values[name], range);
}

/**
 * Hands on what a formula gave, if numbers could hold it.
 *
 * @throws RangeError where it has overflowed
 */
export function finite<Values extends number | object>(values: Values, name = "the result"): Values {
  const entries = typeof values === "number" ? [[name, values] as const] : Object.entries(values);
  for (const [key, value] of entries) {
    if (typeof value !== "number" || Number.isFinite(value)) continue;
    throw new RangeError(
      `${key} is beyond the largest number, ${Number.MAX_VALUE}. Use less extreme parameters, or other units.`,
    );
  }
  return values;
}
