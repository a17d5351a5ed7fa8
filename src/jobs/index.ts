export { effortOf } from "./effort.js";
export { type Job, type JobOf, type JobResults, keyOf, type ResultOf } from "./job.js";
export { type PricedRuns, pricedRunOf } from "./priced-run.js";
export { runJob } from "./run-job.js";
