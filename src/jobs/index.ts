export { effortOf } from "./effort.js";
export { type Job, type JobOf, type JobResults, keyOf, type ResultOf } from "./job.js";
export { runJob } from "./run-job.js";
