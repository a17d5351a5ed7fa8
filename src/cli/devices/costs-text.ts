import type { DeviceCosts, Range } from "../../devices/index.js";
import { formatExact, formatNumber } from "../../report/format.js";
import { rangeText, valueText } from "./device-text.js";

/** Seconds of the units in which a lifetime is told. */
const durations = { years: 365.25 * 24 * 3600, days: 24 * 3600, seconds: 1 };

/** In the largest unit of which the upper end has one. */
function durationText({ low, high }: Range): string {
  const [unit, seconds] = Object.entries(durations).find(([, one]) => high >= one) ?? ["seconds", 1];
  return `${rangeText({ low: low / seconds, high: high / seconds })} ${unit}`;
}

const UNKNOWN = "not known: a profile has no number for it";

/** A number with its unit, or that no profile has it. */
export const told = (range: Range | null, unit: string): string =>
  range === null ? UNKNOWN : `${valueText(range)} ${unit}`;

/** How many trainings the cell endures that is written most. */
export const trainingsText = (trainingCount: Range | null, isWritten: boolean): string =>
  isWritten ? told(trainingCount, "trainings") : "without an end: none is written";

/** The setting that joules hang on, for every line that has any. */
export const settingText = ({ stepSeconds, weightRange, weightBits }: DeviceCosts): string =>
  `a step of ${formatExact(stepSeconds)} s, a cell that covers ${formatExact(weightRange)} of weight, ${weightBits} bits ` +
  "a weight in cells of one bit";

/** Whether the buffer pays with these cells, as far as the ranges tell. */
function verdict({ writeRatio, breakEven, volatileWriteJoule, holdingJoule }: DeviceCosts): string {
  if (writeRatio === null || volatileWriteJoule === null || holdingJoule === null) return "";
  if (breakEven === null) return "; the buffer saves no write, and never pays";
  if (writeRatio.low > breakEven.high) return "; the buffer pays";
  return writeRatio.high < breakEven.low
    ? "; the buffer does not pay"
    : "; whether the buffer pays lies within the ranges";
}

/** What a persistent write must cost for the buffer to pay, and what it costs. */
function breakEvenLine(costs: DeviceCosts): string {
  const { breakEven, writeRatio } = costs;
  if (breakEven === null && writeRatio === null) return `break-even: ${UNKNOWN}`;
  const must = breakEven === null ? "" : `a persistent write must cost ${valueText(breakEven)} times a volatile one; `;
  const does = `it costs ${writeRatio === null ? "what no profile tells" : `${valueText(writeRatio)} times${breakEven === null ? " a volatile one" : ""}`}`;
  return `break-even: ${must}${does}${verdict(costs)}`;
}

/** Where what was kept decayed less than the cell lets it. */
function retentionLines({ volatileDevice, decayTime }: DeviceCosts, playedDecayTime: number): string[] {
  if (decayTime === null || playedDecayTime <= decayTime.high) return [];
  const steps = valueText(decayTime);
  return [
    `  beware: ${volatileDevice} forgets with τ ${steps} time steps, and this was counted with τ ${formatNumber(playedDecayTime)}; ` +
      `--decay-time ${Number(decayTime.value.toPrecision(4))} counts what it forgets`,
  ];
}

/**
 * What a training takes in cells, line by line, the first after a heading that names it.
 *
 * @param playedDecayTime τ with which it was counted, in time steps
 */
export function costLines(heading: string, costs: DeviceCosts, playedDecayTime: number): string[] {
  const { lifetimeSecond, trainingCount, unbufferedTrainingCount, decayTime, persistentWriteJoule } = costs;
  const isWritten = persistentWriteJoule?.high !== 0;
  const duration = lifetimeSecond === null ? "" : `, ${durationText(lifetimeSecond)}`;
  const alone = unbufferedTrainingCount === null ? "" : `; alone ${valueText(unbufferedTrainingCount)} trainings`;
  return [
    `${heading}${costs.volatileDevice} in front of ${costs.persistentDevice} (${settingText(costs)}):`,
    `  writing ${costs.persistentDevice}: ${told(costs.persistentWriteJoule, "J")}`,
    `  writing ${costs.volatileDevice}: ${told(costs.volatileWriteJoule, "J")}`,
    `  holding in ${costs.volatileDevice}: ${told(costs.holdingJoule, "J")}`,
    `  together: ${told(costs.energyJoule, "J")}`,
    `  ${costs.persistentDevice} alone, without caching: ${told(costs.unbufferedJoule, "J")}`,
    `  lifetime of the cell with the most writes: ${trainingsText(trainingCount, isWritten)}${duration}${alone}`,
    `  ${breakEvenLine(costs)}`,
    ...retentionLines(costs, playedDecayTime),
    `  the same as prices, where writing and holding take in proportion to the weight: c ${costs.maintenanceCost === null ? "–" : valueText(costs.maintenanceCost)}, ` +
      `τ ${decayTime === null ? formatNumber(Number.POSITIVE_INFINITY) : `${valueText(decayTime)} time steps`}`,
  ];
}
