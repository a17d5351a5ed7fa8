import { layOut } from "../table.js";

/** Sizes, options and addresses of integer learning (`assembly/tables/integer-problem.ts`). */
export const integerProblemTable = layOut({
  patternCount: "i32",
  synapseCount: "i32",
  rows: "address",
  stride: "i32",
  weights: "address",
  margins: "address",
  deltas: "address",
  bits: "address",
  words: "i32",
  gram: "address",
  gramStride: "i32",
  counts: "address",
  records: "address",
  capacity: "i32",
  maxEpochs: "i32",
  byEpoch: "i32",
  gramFrom: "i32",
  plain: "i32",
  tracksPersistent: "i32",
  required: "i32",
});
