import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

export const mlpRateDoctors: Record<string, Doctor> = {
  // Dearer the faster: the energy is proportional to η.
  "mnist-small-rate": onCurve((row, { learningRate = 0.1 }) =>
    costing(row, row.tally.consolidated * Number(learningRate)),
  ),
  "mnist-large-rate": onCurve((row) => costing(row, row.tally.minimal)),
};
