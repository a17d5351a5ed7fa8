/**
 * The guard of the fast engines: how many times as fast as the reference engines they are, on three small tasks, against
 * `baseline.json`. It fails when a ratio has fallen by more than a third. `npm test` runs it.
 *
 *   node bench/guard.mjs [--baseline FILE] [--pairs n]
 *   node bench/guard.mjs --measure                          prints the ratios as JSON and compares nothing
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mlpEngines } from "../dist/mlp/engines.js";
import { perceptronEngines } from "../dist/perceptron/engines.js";
import { randomPatterns } from "../dist/tasks/index.js";
import { digits, mlpParameters, perceptronParameters } from "./cases.mjs";
import { inPairs, timed } from "./measure.mjs";
import { formatRatio } from "./table.mjs";

const program = fileURLToPath(import.meta.url);
const baselineFile = fileURLToPath(new URL("baseline.json", import.meta.url));
/** Ratios are those of a kind of processor: one that counts bits more slowly, say, has others. */
const processor = cpus()[0]?.model.trim() || "unknown";
/** What may be left of a ratio. */
const LEFT = 2 / 3;
/** Many short pairs: what slows the machine down lasts longer than one pair, and the median leaves out the others. */
const PAIRS = 15;
const WARM_UP_PAIRS = 5;
const SLOT_SECONDS = 0.01;

/** Seconds a presentation hardly depend on when it comes, so that the reference engine may take fewer of them. */
function perceptronTask(epochs, given) {
  const parameters = perceptronParameters({ inputCount: 500, patternCount: 900, policy: "local-global", ...given });
  const run = (engine, maxEpochs) => () =>
    timed(() => {
      const task = randomPatterns(parameters.inputCount, parameters.patternCount, 1);
      const outcome = engine.run(task, { ...parameters, maxEpochs });
      return { count: outcome.timestepCount, outcome };
    }, SLOT_SECONDS);
  return {
    fast: run(perceptronEngines.fast, epochs.fast),
    reference: run(perceptronEngines.reference, epochs.reference),
  };
}

function mlpTask() {
  const task = digits();
  const parameters = mlpParameters({ policy: "local-global", decayTime: 1000, maintenanceCost: 1e-3 });
  const run = (engine, maxPatterns) => () =>
    timed(() => {
      const outcome = engine.run(task, { ...parameters, maxPatterns, evaluateEvery: maxPatterns }, 1);
      return { count: maxPatterns, outcome };
    }, SLOT_SECONDS);
  return { fast: run(mlpEngines.fast, 1500), reference: run(mlpEngines.reference, 50) };
}

/** Tasks by the names of the baseline. */
const tasks = {
  "perceptron without decay": () => perceptronTask({ fast: 100, reference: 20 }, {}),
  "perceptron with decay": () => perceptronTask({ fast: 50, reference: 10 }, { decayTime: 1e4 }),
  "multilayer network": mlpTask,
};

/** Ratios of the tasks named, each the median of paired runs after some to warm up. */
function measure(names, pairCount) {
  return Object.fromEntries(
    names.map((name) => {
      const { fast, reference } = tasks[name]();
      inPairs(fast, reference, WARM_UP_PAIRS);
      return [name, inPairs(fast, reference, pairCount).ratio];
    }),
  );
}

/**
 * Measures several times and writes the lower quartile as the new baseline: what the guard sees on a busy machine is
 * lower than the best that the engines can do.
 *
 * @param {(text: string) => void} say
 */
export function updateBaseline(say, measurementCount = 12) {
  const names = Object.keys(tasks);
  const measured = Array.from({ length: measurementCount }, (_, k) => {
    say(`baseline: measurement ${k + 1} of ${measurementCount}`);
    // In a process of its own, as in the tests: what is compiled how well hangs on what has run before.
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, "--measure"], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the guard failed:\n${stderr}`);
    return JSON.parse(stdout);
  });
  const lowerQuartile = (sample) => sample.sort((a, b) => a - b)[Math.floor((sample.length - 1) / 4)];
  const ratios = Object.fromEntries(
    names.map((name) => [name, Math.round(lowerQuartile(measured.map((m) => m[name])))]),
  );
  const { about, processors } = readBaseline(baselineFile);
  writeFileSync(
    baselineFile,
    `${JSON.stringify({ about, processors: { ...processors, [processor]: ratios } }, null, 2)}\n`,
  );
  return { ratios, measured };
}

const readBaseline = (file) => JSON.parse(readFileSync(file, "utf8"));

/** The ratios of this processor; of one that is not there the lowest of all, as any of them may be the one most like it. */
function ratiosFor(processors) {
  if (Object.hasOwn(processors, processor)) return processors[processor];
  console.log(`guard: ${processor} has no baseline of its own; it is held to the lowest of the others.`);
  const lowest = {};
  for (const [name, ratio] of Object.values(processors).flatMap(Object.entries)) {
    lowest[name] = Math.min(ratio, lowest[name] ?? ratio);
  }
  return lowest;
}

/** Compares with a baseline, and measures again what has fallen before it says so. */
function check(file, pairCount) {
  const baseline = ratiosFor(readBaseline(file).processors);
  const unknown = Object.keys(baseline).filter((name) => !(name in tasks));
  if (unknown.length > 0) throw new Error(`${file}: there are no tasks ${unknown.join(", ")}. Update the baseline.`);
  const hasFallen = (name, ratio) => ratio < LEFT * baseline[name];

  const measured = measure(Object.keys(baseline), pairCount);
  const doubtful = Object.keys(baseline).filter((name) => hasFallen(name, measured[name]));
  Object.assign(measured, measure(doubtful, 2 * pairCount));
  for (const [name, ratio] of Object.entries(measured)) {
    console.log(`guard: ${name}: ${formatRatio(ratio)} the reference engine, baseline ${formatRatio(baseline[name])}`);
  }
  const fallen = doubtful.filter((name) => hasFallen(name, measured[name]));
  for (const name of fallen) {
    console.error(
      `guard: ${name}: the fast engine must be at least ${formatRatio(LEFT * baseline[name])} as fast as the reference ` +
        `engine (two thirds of the baseline, ${formatRatio(baseline[name])}), got ${formatRatio(measured[name])} twice. ` +
        "Make it fast again; if the change is meant, run node bench/run.mjs --update-baseline on a quiet machine.",
    );
  }
  return fallen.length === 0;
}

if (process.argv[1] === program) {
  const { values } = parseArgs({
    options: {
      baseline: { type: "string", default: baselineFile },
      pairs: { type: "string", default: String(PAIRS) },
      measure: { type: "boolean", default: false },
    },
  });
  const pairCount = Number(values.pairs);
  if (values.measure) console.log(JSON.stringify(measure(Object.keys(tasks), pairCount)));
  else process.exitCode = check(values.baseline, pairCount) ? 0 : 1;
}
