import { type Claim, judge } from "../claim.js";

const FEWEST = 3;
/** All that a number has. */
const MOST = 17;

/** With so many digits a value is on the same side of a band as it is: 1.0031 is not "1" where exactly 1 was expected. */
export function digitsFor(values: readonly number[], band: Claim["band"]): number {
  const verdict = (value: number) => judge(band, { values: [value], sample: "" });
  let digits = FEWEST;
  const isShownTrue = (value: number): boolean => verdict(Number(value.toPrecision(digits))) === verdict(value);
  while (digits < MOST && !values.filter(Number.isFinite).every(isShownTrue)) digits += 1;
  return digits;
}
