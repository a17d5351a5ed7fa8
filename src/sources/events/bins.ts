/** Times stand in files as decimals: 0.3 lies in bin 3 of width 0.1, although 0.3 / 0.1 is a little less than 3. */
const ROUNDING = 1e-9;

/** The bin of a time, from 0 at time 0; a bin begins with its first moment and ends before the next one's. */
export function binOf(time: number, step: number): number {
  const place = time / step;
  const nearest = Math.round(place);
  return Math.abs(place - nearest) <= ROUNDING * Math.max(1, Math.abs(place)) ? nearest : Math.floor(place);
}
