export { effortOf } from "./effort.js";
export {
  type DataHashes,
  type Job,
  type JobOf,
  type JobResults,
  keyOf,
  type PatternFiles,
  type ResultOf,
} from "./job.js";
export { type PricedRuns, pricedRunOf } from "./priced-run.js";
export { type DataSource, runJob } from "./run-job.js";
