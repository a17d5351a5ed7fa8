import { type LearnerName, type Learners, learnerNames, learnerTable } from "./table.js";

const loaded = await Promise.all(learnerNames.map(async (name) => [name, await learnerTable[name].load()] as const));

/** Every learner at once, for what has to know them all: studies, jobs of any kind, recorded results. */
export const learners = Object.fromEntries(loaded) as unknown as Learners;

export type { LearnerName };
export { learnerNames };
