import { layOut } from "../table.js";

/** A multilayer network with its store (`assembly/tables/mlp.ts`). */
export const mlpTable = layOut({
  pixelCount: "i32",
  hiddenCount: "i32",
  exactGradient: "i32",
  code: "i32",
  learningRate: "f64",
  hiddenLimit: "f64",
  outputLimit: "f64",
  decayFactor: "f64",
  initial: "address",
  persistent: "address",
  transient: "address",
  weights: "address",
  scratch: "address",
  counts: "i32",
  plain: "i32",
  period: "f64",
  hiddenFactor: "f64",
  outputFactor: "f64",
  variance: "address",
  writes: "address",
  group: "i32",
});
