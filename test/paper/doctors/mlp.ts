import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

export const mlpDoctors: Record<string, Doctor> = {
  "mnist-20-fold": onCurve((row) => costing(row, 15 * row.tally.minimal)),
  "mnist-between": onCurve((row) => costing(row, 25 * row.tally.minimal)),
  // Nearly all of the energy is spent on the last hundredth.
  "mnist-exponential": onCurve((row) => costing(row, row.accuracy > 0.935 ? 1e7 : 1e4 + row.accuracy)),
  "mnist-decay-no-faster": onCurve((row, { policy }) =>
    policy === "none" ? row : { ...row, patternCount: row.patternCount / 2 },
  ),
};
