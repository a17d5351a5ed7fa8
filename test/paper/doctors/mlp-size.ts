import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

export const mlpSizeDoctors: Record<string, Doctor> = {
  // The larger the cheaper.
  "mnist-optimal-size": onCurve((row, { hiddenCount = 100 }) => costing(row, (1e6 * row.accuracy) / hiddenCount)),
  // The same size is best at any accuracy.
  "mnist-size-grows": onCurve((row, { hiddenCount = 100 }) =>
    costing(row, 1000 * row.accuracy * Math.exp(Math.log(hiddenCount / 30) ** 2)),
  ),
  // The smallest get as far as all others.
  "mnist-too-small": onCurve((row, { hiddenCount }) => (hiddenCount === 5 ? { ...row, accuracy: 0.95 } : row)),
};
