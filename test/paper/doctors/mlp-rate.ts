import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

/** Dearer the faster. */
const byRate = (power: number): Doctor =>
  onCurve((row, { learningRate = 0.1 }) => costing(row, row.tally.consolidated * Number(learningRate) ** power));

export const mlpRateDoctors: Record<string, Doctor> = {
  // The energy is proportional to η.
  "mnist-small-rate": byRate(1),
  // About a sixth from .003 to .01.
  "mnist-small-rate-exactly": byRate(0.125),
  // Two-fold from .01 to .1.
  "mnist-slow-saves-nothing": byRate(0.3),
  // What is spent at .1 is spent at 1.
  "mnist-large-rate": onCurve((row, { learningRate = 0.1 }) =>
    costing(row, row.tally.consolidated / Math.max(1, Number(learningRate) / 0.1)),
  ),
  "mnist-large-rate-no-better": onCurve((row, { learningRate }) =>
    learningRate === 1 ? { ...row, accuracy: row.accuracy + 0.1 } : row,
  ),
};
