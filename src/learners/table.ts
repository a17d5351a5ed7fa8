/**
 * Every learner, by its name and in the order of the help. A line here is all that a new one needs: command, jobs, studies,
 * plots and verification are derived. A learner is loaded when it is asked for, so that a command loads only its own.
 */
export const learnerTable = {
  perceptron: {
    summary: "train perceptrons on random patterns, or on your own",
    load: async () => (await import("../perceptron/learner.js")).perceptronLearner,
  },
  mlp: {
    summary: "train a network with one hidden layer on MNIST, or on IDX files",
    load: async () => (await import("../mlp/learner.js")).mlpLearner,
  },
  spiking: {
    summary: "teach a spiking neuron audio-visual patterns",
    load: async () => (await import("../spiking/learner.js")).spikingLearner,
  },
} as const;

export type LearnerName = keyof typeof learnerTable;
export const learnerNames = Object.keys(learnerTable) as [LearnerName, ...LearnerName[]];

/** The learners by their names, each with its own types. */
export type Learners = { [Name in LearnerName]: Awaited<ReturnType<(typeof learnerTable)[Name]["load"]>> };
