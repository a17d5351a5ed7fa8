import type { Learner } from "../learner/learner.js";
import { learnerNames, learners } from "../learners/learners.js";
import type { DataSource, JobData } from "../tasks/own-data.js";
import type { Job } from "./job.js";

/** A kind of job, whatever its types: `Job` and `JobResults` have them. */
interface Kind {
  run(job: JobData, source: DataSource): unknown;
  effort(job: JobData): number;
}

/** A run of a learner, with data from files where it has any. */
const runKind = (learner: Learner): Kind => ({
  run: (job, source) => learner.run(job.parameters, learner.data?.taskOf(job, source)),
  effort: ({ parameters }) => learner.effort(parameters),
});

/** Every kind of job, by name: a run of every learner, and what else its learner says can be asked of it. */
const kinds = new Map<string, Kind>();
for (const name of learnerNames) {
  const learner: Learner = learners[name];
  kinds.set(name, runKind(learner));
  const more = (await learner.jobKinds?.()) as Record<string, Kind> | undefined;
  for (const [kind, value] of Object.entries(more ?? {})) kinds.set(kind, value);
}

/** @throws {Error} for a kind that no learner has */
export function kindOf({ kind }: Job): Kind {
  const found = kinds.get(kind);
  if (found === undefined) throw new Error(`there is no kind of job called ${kind}`);
  return found;
}
