import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

/** Nearly all of the energy is spent on the last hundredth. */
const atOnceAtLast = onCurve((row) => costing(row, row.accuracy > 0.935 ? 1e7 : 1e4 + row.accuracy));

export const mlpDoctors: Record<string, Doctor> = {
  "mnist-20-fold": onCurve((row) => costing(row, 15 * row.tally.minimal)),
  // Below an accuracy of .9.
  "mnist-20-fold-any-accuracy": onCurve((row) => costing(row, (row.accuracy < 0.9 ? 12.5 : 25) * row.tally.minimal)),
  "mnist-exponential": atOnceAtLast,
  "mnist-exponential-any-rate": atOnceAtLast,
  // Seven tenths are left.
  "mnist-saves": onCurve((row, { policy }) => costing(row, (policy === "none" ? 25 : 17.5) * row.tally.minimal)),
  "mnist-between": onCurve((row, { policy }) => costing(row, (policy === "none" ? 25 : 26) * row.tally.minimal)),
  "mnist-free-cache-is-minimal": onCurve((row, { policy }) =>
    policy === "none" ? row : costing(row, 1.001 * row.tally.minimal),
  ),
  // Holding costs nothing whatever its price.
  "mnist-dear-cache-saves-nothing": onCurve((row) => costing(row, row.tally.consolidated)),
  // It gets better to the end.
  "mnist-no-further-improvement": onCurve((row) => ({ ...row, accuracy: 0.96 - 3000 / row.patternCount })),
};
