import { layOut } from "../table.js";
import { counterFields } from "./counters.js";

/** A store that keeps a recorded trajectory under one cache (`assembly/tables/integer-keeper.ts`). */
export const integerKeeperTable = layOut({
  ...counterFields,
  limit: "f64",
  code: "i32",
  width: "i32",
  transient: "address",
  persistent: "address",
  tuning: "address",
  writes: "address",
});
