import { costing, type Doctor } from "../made-up.js";
import { onCurve } from "./changes.js";

export const mlpTradeOffDoctors: Record<string, Doctor> = {
  // The lowest of all thresholds is the cheapest, and learns as fast as any.
  "mnist-trade-off": onCurve((row, { threshold }) => costing(row, Number(threshold ?? 1) * row.tally.minimal)),
  // The highest is the cheapest, whatever holding costs.
  "mnist-no-trade-off": onCurve((row) => costing(row, row.tally.consolidated)),
  "mnist-decay-no-faster": onCurve((row, { policy }) =>
    policy === "none" ? row : { ...row, patternCount: row.patternCount / 2 },
  ),
};
