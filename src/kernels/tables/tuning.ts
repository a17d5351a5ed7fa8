import { layOut } from "../table.js";

/** How a cache moves with time: its clock, or the law of its threshold (`assembly/tables/tuning.ts`). */
export const tuningTable = layOut({
  factor: "f64",
  cost: "f64",
  threshold: "f64",
  meanGap: "f64",
  rateWeight: "f64",
  period: "f64",
  time: "f64",
  updateTime: "f64",
  growthWindow: "f64",
  growth: "f64",
  unknown: "f64",
  law: "i32",
  scales: "address",
});
