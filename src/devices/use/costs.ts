import { check } from "../../schema/check.js";
import type { DeviceProfile } from "../profile.js";
import { exactly, over, plus, type Range, times } from "../range.js";
import { checkSetting, type DevicePrices, type DeviceSetting, devicePrices } from "./prices.js";
import { cellsOf, type Encoding, fullRangeJoule, rangeOf, type Written, writingJoule } from "./writing.js";

/** What a training did, in counts of a finished result. Changes of persistent weights have to count as |Δl| (α = 1, both signs). */
export interface DeviceUse {
  /** Σ|Δl|, the final consolidation included, and the writes that made it. */
  persistent: Written & { largestCount: number };
  /** Σ|Δw| and how many changes of one synapse that were: each is written into the volatile cell. */
  changes: Written;
  /** Σ_t Σ|s|: mean held |s| times time steps times synapses. */
  transientHeld: number;
  timestepCount: number;
  synapseCount: number;
  /**
   * What the same training writes without a cache, every change into the persistent cell; the same changes if not given. The writes of
   * the synapse with the most may be unknown.
   */
  unbuffered?: Written & { largestCount?: number };
}

/** What it takes in cells; every number with its range. null is what a profile does not know. */
export interface DeviceCosts extends DevicePrices {
  volatileDevice: string;
  persistentDevice: string;
  stepSeconds: number;
  weightRange: number;
  weightBits: number;
  persistentWriteJoule: Range | null;
  volatileWriteJoule: Range | null;
  /** Of leaks or refreshing; 0 where a cell decays instead, null where its power is not known. */
  holdingJoule: Range | null;
  /** The three together. */
  energyJoule: Range | null;
  /** Of the same training with the persistent cell alone. */
  unbufferedJoule: Range | null;
  /** How many such trainings the cell endures that is written most. */
  trainingCount: Range | null;
  /** How many it endures with the persistent cell alone; null also where the writes of a single synapse are not known. */
  unbufferedTrainingCount: Range | null;
  /** What `trainingCount` comes to in seconds, if one training follows the other. */
  lifetimeSecond: Range | null;
  /** What writing the persistent cell costs, over what writing the volatile one does, each over the full range. */
  writeRatio: Range | null;
  /** What that ratio must exceed for the buffer to pay; null where it never does, as it saves no write, or where an energy is not known. */
  breakEven: Range | null;
}

/** P·Δt for what is held: in proportion to it, or of every cell at all times. */
function holdingJoule(
  device: DeviceProfile,
  use: DeviceUse,
  { stepSeconds, ...encoding }: DeviceSetting,
): Range | null {
  const { holdingPower, retention } = device;
  if (holdingPower === undefined) return retention === undefined ? null : exactly(0);
  const held =
    holdingPower.per === "cell" ? use.timestepCount * use.synapseCount : use.transientHeld / encoding.weightRange;
  return times(rangeOf(holdingPower), held * stepSeconds * cellsOf(device, encoding));
}

/**
 * Writes of the persistent cell that a buffer saves, in writes over the full range: its joules over those of one. Nothing of it depends
 * on how dear a write is.
 */
function savedWrites(device: DeviceProfile, use: DeviceUse, encoding: Encoding): Range | null {
  const unit = { ...device, writeEnergy: device.writeEnergy && { ...device.writeEnergy, value: 1, low: 1, high: 1 } };
  const full = fullRangeJoule(unit as DeviceProfile, encoding);
  const [without, buffered] = [use.unbuffered ?? use.changes, use.persistent].map((written) =>
    writingJoule(unit as DeviceProfile, written, encoding),
  );
  if (full === null || without === null || buffered === null) return null;
  // The granularity that a pulse moves is the same in all three.
  const saved = (key: keyof Range): number => (without![key] - buffered![key]) / full[key];
  const values = [saved("value"), saved("low"), saved("high")];
  if (Math.min(...values) <= 0) return null;
  return { value: values[0]!, low: Math.min(...values), high: Math.max(...values) };
}

/** The ratio of writes at which the joules with a buffer are those without: (volatile writes + holding)/saved writes. */
function breakEvenOf(use: DeviceUse, setting: DeviceSetting, joules: readonly (Range | null)[]): Range | null {
  const { volatile, persistent } = setting;
  const [written, held] = joules;
  const volatileWrite = fullRangeJoule(volatile, setting);
  const saved = savedWrites(persistent, use, setting);
  if (saved === null || volatileWrite === null || !written || !held) return null;
  // In units of one write of the volatile cell, the work of writing it is known whatever that costs.
  const work = written.value / volatileWrite.value;
  return over(plus(exactly(work), over(held, volatileWrite)), saved);
}

/** @throws UsageError for a count that is none */
function checkUse(use: DeviceUse): void {
  const { persistent, changes, transientHeld, timestepCount, synapseCount, unbuffered = changes } = use;
  const counts = {
    "persistent.amount": persistent.amount,
    "persistent.count": persistent.count,
    "persistent.largestCount": persistent.largestCount,
    "changes.amount": changes.amount,
    "changes.count": changes.count,
    "unbuffered.amount": unbuffered.amount,
    "unbuffered.count": unbuffered.count,
    transientHeld,
    timestepCount,
    synapseCount,
  };
  for (const [name, count] of Object.entries(counts)) {
    check(Number.isFinite(count) && count >= 0, name, "a finite number ≥ 0", count, "Take it from a finished result.");
  }
}

/** How often a training can be repeated until the cell that is written most is worn out; null where none is, or nothing is known. */
function trainingsOf({ endurance }: DeviceProfile, largestCount: number): Range | null {
  return endurance === undefined || largestCount === 0 ? null : times(rangeOf(endurance), 1 / largestCount);
}

/**
 * What a finished training takes with a volatile cell in front of a persistent one: joules as ranges, the lifetime of the cell that is
 * written most, and when a buffer pays. A pure function of counts, whatever they were counted by.
 *
 * @throws UsageError for a setting or a count that is refused
 */
export function deviceCosts(use: DeviceUse, setting: DeviceSetting): DeviceCosts {
  checkSetting(setting);
  checkUse(use);
  const { volatile, persistent, stepSeconds, weightRange, weightBits } = setting;
  const persistentWriteJoule = writingJoule(persistent, use.persistent, setting);
  const volatileWriteJoule = writingJoule(volatile, use.changes, setting);
  const held = holdingJoule(volatile, use, setting);
  const isKnown = persistentWriteJoule !== null && volatileWriteJoule !== null && held !== null;
  const [full, volatileFull] = [fullRangeJoule(persistent, setting), fullRangeJoule(volatile, setting)];
  const trainingCount = trainingsOf(persistent, use.persistent.largestCount);
  return {
    volatileDevice: volatile.name,
    persistentDevice: persistent.name,
    stepSeconds,
    weightRange,
    weightBits,
    ...devicePrices(setting),
    persistentWriteJoule,
    volatileWriteJoule,
    holdingJoule: held,
    energyJoule: isKnown ? plus(plus(persistentWriteJoule, volatileWriteJoule), held) : null,
    unbufferedJoule: writingJoule(persistent, use.unbuffered ?? use.changes, setting),
    trainingCount,
    unbufferedTrainingCount: trainingsOf(persistent, use.unbuffered?.largestCount ?? 0),
    lifetimeSecond: trainingCount === null ? null : times(trainingCount, use.timestepCount * stepSeconds),
    writeRatio: full === null || volatileFull === null ? null : over(full, volatileFull),
    breakEven: breakEvenOf(use, setting, [volatileWriteJoule, held]),
  };
}
