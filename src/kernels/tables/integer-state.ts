import { layOut } from "../table.js";

/** Where a trajectory stands between calls (`assembly/tables/integer-state.ts`). */
export const integerStateTable = layOut({
  row: "i32",
  errors: "i32",
  epochs: "i32",
  ended: "i32",
  gap: "i32",
  lastErrors: "i32",
  byGram: "i32",
});
