/** Sixteen runs on one worker and on two. */
import { availableParallelism } from "node:os";
import { learners } from "../dist/learners/learners.js";
import { median } from "../dist/math/statistics.js";
import { readDigits } from "../dist/node/index.js";
import { runInParallel } from "../dist/node/workers/parallel-runs.js";
import { mlpParameters, perceptronParameters } from "./cases.mjs";

const RUNS = 16;

/** CPU and wall seconds of all runs, worker threads and their start included. */
async function timedRuns(learner, runs, threads) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const results = await runInParallel(learner, runs, threads, () => undefined);
  const { user, system } = process.cpuUsage(cpu);
  const energies = results.map(({ energy }) => energy).join();
  return { seconds: (user + system) / 1e6, wallSeconds: (performance.now() - wall) / 1e3, energies };
}

/**
 * Speed-up of two workers over one, in wall time, in pairs; with `byCpu`, the most that two workers could reach if the
 * cores were theirs alone and their work evenly shared: wall time shows that only on a machine without other work.
 */
async function speedUp(title, learner, runs, pairCount) {
  const { energies } = await timedRuns(learner, runs, 1);
  const pairs = [];
  for (let k = 0; k < pairCount; k++)
    pairs.push([await timedRuns(learner, runs, 1), await timedRuns(learner, runs, 2)]);
  for (const run of pairs.flat()) {
    if (run.energies !== energies) throw new Error(`${title}: the results depend on the number of workers`);
  }
  const speedUps = pairs.map(([one, two]) => one.wallSeconds / two.wallSeconds);
  return {
    title,
    runs: RUNS,
    pairs: pairs.map((pair) => pair.map(({ seconds, wallSeconds }) => ({ seconds, wallSeconds }))),
    wallSeconds: pairs[0].map((_, k) => median(pairs.map((pair) => pair[k].wallSeconds))),
    speedUps,
    speedUp: median(speedUps),
    byCpu: median(pairs.map(([one, two]) => (2 * one.seconds) / two.seconds)),
    asked: 1.9,
  };
}

/** @param {{ quick: boolean }} context */
export async function measureWorkers({ quick }) {
  if (availableParallelism() < 2) return [];
  const pairCount = quick ? 1 : 3;
  const patternCount = 1800;
  const perceptron = perceptronParameters({ patternCount, policy: "local-global", seed: 1, runs: RUNS });
  const maxPatterns = quick ? 10_000 : 60_000;
  const caching = { policy: "local-global", threshold: 0.04, decayTime: 1000, maintenanceCost: 1e-3 };
  const mlp = mlpParameters({ ...caching, runs: RUNS, maxPatterns, evaluateEvery: maxPatterns });
  // Read once for the runs of one worker; the threads of several read for themselves.
  const images = { parameters: mlp, task: readDigits("mnist") };
  return [
    await speedUp(
      `${RUNS} runs, perceptron P ${patternCount}`,
      learners.perceptron,
      { parameters: perceptron },
      pairCount,
    ),
    await speedUp(`${RUNS} runs, MNIST, ${maxPatterns} patterns`, learners.mlp, images, pairCount),
  ];
}
