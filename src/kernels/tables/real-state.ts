import { layOut } from "../table.js";
import { counterFields } from "./counters.js";

/** Where learning in double precision stands between calls (`assembly/tables/real-state.ts`). */
export const realStateTable = layOut({
  epochs: "i32",
  ended: "i32",
  gap: "i32",
  lastErrors: "i32",
  updates: "f64",
  ...counterFields,
  errorS: "f64",
  errorL: "f64",
  doubtS: "f64",
  doubtL: "f64",
  byGram: "i32",
  decayedNorm: "f64",
});
