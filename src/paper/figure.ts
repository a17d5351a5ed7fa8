import type { Job, ResultOf } from "../jobs/index.js";
import type { Chart } from "../report/chart/chart.js";
import type { Scale } from "./scale.js";

/** A figure of the paper: the work it needs as data, and how the results become charts. */
export interface Figure {
  /** As the command line calls it: "1c". */
  id: string;
  title: string;
  /** What is compared with what, and where it differs from the printed figure. */
  caption: string;
  /** The parameters of every run, as data. */
  jobs(scale: Scale): Job[];
  charts(resultOf: ResultOf, scale: Scale): Chart[];
}
