import type { MlpEvaluation } from "../../../src/mlp/index.js";
import { costing, type Doctor, doctorOf } from "../made-up.js";
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
  "mnist-large-rate": doctorOf("mlp", (run, { parameters }) => {
    const factor = Math.max(1, Number(parameters.learningRate ?? 0.1) / 0.1);
    const cheaper = <Row extends MlpEvaluation>(row: Row): Row => costing(row, row.tally.consolidated / factor);
    return { ...cheaper(run), curve: run.curve.map(cheaper) };
  }),
  "mnist-large-rate-no-better": onCurve((row, { learningRate }) =>
    learningRate === 1 ? { ...row, accuracy: row.accuracy + 0.1 } : row,
  ),
};
