import type { Chart } from "./chart.js";

type Interval = [low: number, high: number];

const spanOf = ([low, high]: Interval): number => high - low;

/** The interval, as long as `span`, around the same middle. */
function widened([low, high]: Interval, span: number): Interval {
  const room = (span - (high - low)) / 2;
  return [low - room, high + room];
}

/**
 * The domains, one of them widened so that a unit takes as many pixels across as it does up, in a frame of so many.
 *
 * @throws Error for a chart with a logarithmic axis, where a unit has no length
 */
export function equalised(
  { name, x, y }: Chart,
  domains: { x: Interval; y: Interval },
  [width, height]: [width: number, height: number],
): { x: Interval; y: Interval } {
  if (x.scale === "log" || y.scale === "log") {
    throw new Error(`Chart "${name}" asks for equal scales, which two linear axes have, and not a logarithmic one.`);
  }
  const unit = Math.min(width / spanOf(domains.x), height / spanOf(domains.y));
  return { x: widened(domains.x, width / unit), y: widened(domains.y, height / unit) };
}

/** How wide the domain of x is in pixels where that of y is so high. */
export const equalWidth = (domains: { x: Interval; y: Interval }, height: number): number =>
  (height * spanOf(domains.x)) / spanOf(domains.y);
