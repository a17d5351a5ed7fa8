import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

export const mlpSizeDoctors: Record<string, Doctor> = {
  // The energy is proportional to the number of synapses.
  "mnist-optimal-size": onCurve((row, { hiddenCount = 100 }) => costing(row, 100 * hiddenCount * row.accuracy)),
  // The same size is best at any accuracy.
  "mnist-size-grows": onCurve((row, { hiddenCount = 100 }) =>
    costing(row, 1000 * row.accuracy * Math.exp(Math.log(hiddenCount / 30) ** 2)),
  ),
};
