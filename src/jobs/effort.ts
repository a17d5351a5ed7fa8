import type { Job } from "./job.js";
import { kindOf } from "./kinds.js";

/**
 * About how many seconds a job takes, to start long jobs first and to let a progress bar advance evenly.
 * Wrong estimates cost a little idle time at the end and nothing else.
 */
export const effortOf = (job: Job): number => kindOf(job).effort(job);
