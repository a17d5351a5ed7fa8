import { decimalExponent } from "../format.js";
import type { Axis } from "./chart.js";
import { linearTicks, logTicks, niceStep, roundTo, type Tick } from "./ticks.js";

type Interval = [low: number, high: number];

/** From values to pixels along one axis. */
export interface Scale {
  type: "linear" | "log";
  domain: Interval;
  /** Labels do not overlap. */
  ticks: Tick[];
  position(value: number): number;
}

/** The axis' own domain, or a round one around the values. */
export function domainOf(axis: Axis, values: number[]): Interval {
  if (axis.domain) return checked(axis, axis.domain);
  if (values.length === 0) return axis.scale === "log" ? [1, 10] : [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return axis.scale === "log" ? roundLog(low, high) : roundLinear(low, high);
}

function checked(axis: Axis, [low, high]: Interval): Interval {
  if (low < high && (axis.scale !== "log" || low > 0)) return [low, high];
  const need = axis.scale === "log" ? "0 < low < high on a log axis" : "low < high";
  throw new Error(`The domain of axis "${axis.key}" must have ${need}, got [${low}, ${high}].`);
}

function roundLinear(low: number, high: number): Interval {
  if (low === high) return low === 0 ? [0, 1] : roundLinear(Math.min(low, 0), Math.max(high, 0));
  const step = niceStep((high - low) / 5);
  const outward = (round: (x: number) => number, x: number) => roundTo(round(x / step) * step, step);
  return [outward((x) => Math.floor(x + 1e-9), low), outward((x) => Math.ceil(x - 1e-9), high)];
}

/** Outward to 1, 2 or 5 times a power of ten: whole decades can leave most of the plot empty. */
function roundLog(low: number, high: number): Interval {
  if (low === high) return roundLog(low / 2, high * 2);
  const steps = [1, 2, 5, 10];
  const [below, above] = [decimalExponent(low), decimalExponent(high)];
  return [
    steps.map((m) => Number(`${m}e${below}`)).findLast((bound) => bound <= low)!,
    steps.map((m) => Number(`${m}e${above}`)).find((bound) => bound >= high)!,
  ];
}

/**
 * `extent(label)` is the room a label takes along the axis. The densest ticks whose labels do not touch are chosen,
 * so that axis text never overlaps, whatever the size of the figure.
 */
export function createScale(axis: Axis, domain: Interval, range: Interval, extent: (label: string) => number): Scale {
  const type = axis.scale ?? "linear";
  const transform = type === "log" ? Math.log : (x: number) => x;
  const [d0, d1] = [transform(domain[0]), transform(domain[1])];
  const position = (value: number) => range[0] + ((transform(value) - d0) / (d1 - d0)) * (range[1] - range[0]);
  const candidates = tickSets(type, domain);
  const fits = (ticks: Tick[]) => {
    const labelled = ticks.filter((tick) => tick.label !== "");
    return labelled.every((tick, i) => {
      const next = labelled[i + 1];
      if (!next) return true;
      const gap = Math.abs(position(next.value) - position(tick.value));
      return gap >= (extent(tick.label) + extent(next.label)) / 2;
    });
  };
  return { type, domain, position, ticks: thin(candidates.find(fits) ?? candidates.at(-1)!, position) };
}

/** Where decades are narrow, the ticks between them would merge into a grey band; only the powers of ten stay. */
function thin(ticks: Tick[], position: (value: number) => number): Tick[] {
  const crowded = ticks.some(
    ({ value }, i) => i > 0 && Math.abs(position(value) - position(ticks[i - 1]!.value)) < 2.5,
  );
  const power = (value: number) => value === Number(`1e${decimalExponent(value)}`);
  return crowded ? ticks.filter((tick) => tick.label !== "" || power(tick.value)) : ticks;
}

/** Sets of ticks from dense to sparse. */
function tickSets(type: "linear" | "log", domain: Interval): Tick[][] {
  const linear = [6, 5, 4, 3, 2, 1].map((count) => linearTicks(domain, count));
  const decades = Math.log10(domain[1] / domain[0]);
  // Within less than a decade a log axis is nearly linear, and powers of ten would leave it without labels.
  if (type === "linear" || decades < 0.7) return linear;
  const strides = [1, 2, 3, 5, 10, 20, 50, 100].map((stride) => logTicks(domain, [1], stride));
  return decades < 2.5 ? [logTicks(domain, [1, 2, 5]), logTicks(domain, [1, 3]), ...strides] : strides;
}
