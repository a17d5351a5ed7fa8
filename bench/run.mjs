/**
 * Times the fast engines against everything there is to compare them with, in one run on one machine, and prints ratios.
 *
 *   npm run bench -- [--only perceptron|mlp|spiking|growth|workers] [--quick] [--json FILE] | --update-baseline
 *
 * `README.md` beside this file says what is measured and how to read it.
 */
import { closeSync, openSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { median } from "../dist/math/statistics.js";
import { toJson } from "../dist/schema/result.js";
import { digits, mlpCases, PUBLISHED, perceptronCases, plainDescentInTorch, spikingCases } from "./cases.mjs";
import { measureGrowth } from "./growth.mjs";
import { updateBaseline } from "./guard.mjs";
import { disagreement, inPairs, microseconds, wallMicroseconds } from "./measure.mjs";
import { measureMovingDigits, measureMovingSpikes } from "./moving-networks.mjs";
import { measureMovingThresholds } from "./moving-thresholds.mjs";
import { createDataFolder, findPeers } from "./peers.mjs";
import { formatNumber, formatRatio, formatTable } from "./table.mjs";
import { measureThresholds } from "./thresholds.mjs";
import { measureWorkers } from "./workers.mjs";

const PARTS = ["perceptron", "mlp", "spiking", "growth", "workers"];
const RIVALS = { reference: "reference", textbook: "textbook", numpy: "NumPy", torch: "PyTorch" };
/** Microseconds a pattern of plain descent in PyTorch 1.13 on the core that the bounds speak of. */
const TORCH_ON_THAT_CORE = 280;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      json: { type: "string" },
      "update-baseline": { type: "boolean", default: false },
    },
  });
  if (values.only !== undefined && !PARTS.includes(values.only)) {
    throw new Error(`--only must be one of ${PARTS.join(", ")}, got ${values.only}.`);
  }
  return { ...values, parts: values.only === undefined ? PARTS : [values.only] };
}

const say = (text) => console.error(`bench: ${text} …`);

/**
 * Whether what was asked of a case is met. Bounds in time hold on a certain core: times are taken to it.
 *
 * @param {number} slowness of this core, against that one
 */
function judge(asked, { fast, published, ...rivals }, slowness) {
  if ("atMostMicroseconds" in asked) {
    const isMet = fast.quickestMicroseconds / slowness <= asked.atMostMicroseconds;
    return { text: `≤ ${asked.atMostMicroseconds} µs`, isMet };
  }
  const { against, atLeast } = asked;
  const ratio = against === "published" ? published.ratio * slowness : rivals[against].ratio;
  return { text: `≥ ${atLeast}× ${against}`, isMet: ratio >= atLeast };
}

/** Presentations of one run; a timing of short runs counts several of them. */
const learned = ({ outcome, count }) => outcome.timestepCount ?? count;

/** Checks that all programs of a case agree, which warms them up too, and times each in pairs with the fast engine. */
function measureCase({ title, learner, limit, slowLimit, programs, asked }, pairCount) {
  say(title);
  const { fast, reference } = programs;
  const expected = reference.run(slowLimit).outcome;
  for (const [name, program] of Object.entries(programs)) {
    const difference = program && disagreement(expected, program.run(slowLimit).outcome, program.tolerance);
    if (difference) throw new Error(`Only programs that agree are timed. ${title}: ${difference} of ${name}.`);
  }
  const presentations = learned(fast.run(limit));

  const fastTimings = [];
  const measured = {};
  for (const name of Object.keys(RIVALS)) {
    const program = programs[name];
    if (!program) continue;
    const pairs = inPairs(
      () => fast.run(limit),
      () => program.run(slowLimit),
      pairCount,
    );
    fastTimings.push(...pairs.first);
    measured[name] = {
      microseconds: median(pairs.second.map(microseconds)),
      wallMicroseconds: median(pairs.second.map(wallMicroseconds)),
      presentations: learned(pairs.second[0]),
      isScaled: learned(pairs.second[0]) < presentations,
      ratio: pairs.ratio,
      ratios: pairs.ratios,
    };
  }
  // What was measured elsewhere, on a core that did nothing else, is compared with the run that was disturbed least.
  const quickest = Math.min(...fastTimings.map(microseconds));
  return {
    title,
    presentations,
    fast: {
      microseconds: median(fastTimings.map(microseconds)),
      quickestMicroseconds: quickest,
      wallMicroseconds: median(fastTimings.map(wallMicroseconds)),
    },
    ...measured,
    published: { microseconds: PUBLISHED[learner], ratio: PUBLISHED[learner] / quickest },
    asked,
  };
}

/**
 * Measures all cases, and between them, where PyTorch 1.13 is found, how slow this core is against that of the bounds.
 */
function measureCases(cases, context, pairCount) {
  const plainDescent = plainDescentInTorch(context);
  const torchTimes = [];
  const measured = cases.map((one) => {
    const result = measureCase(one, pairCount);
    if (plainDescent !== null) torchTimes.push(microseconds(plainDescent()));
    return result;
  });
  const torchMicroseconds = plainDescent === null ? null : Math.min(...torchTimes);
  const slowness = torchMicroseconds === null ? 1 : torchMicroseconds / TORCH_ON_THAT_CORE;
  return {
    core: { torchMicroseconds, slowness },
    cases: measured.map(({ asked, ...one }) => ({ ...one, asked: asked.map((bound) => judge(bound, one, slowness)) })),
  };
}

const verdict = ({ text, isMet }) => `${text} ${isMet ? "met" : "MISSED"}`;

function caseRow(measured, peers, slowness) {
  const rival = (name) => {
    if (measured[name] === undefined) {
      const isMissing = name in peers && peers[name] === null;
      return isMissing ? "not found" : "–";
    }
    const { microseconds, ratio, isScaled } = measured[name];
    return `${isScaled ? "~" : ""}${formatNumber(microseconds)} (${formatRatio(ratio)})`;
  };
  return [
    measured.title,
    formatNumber(measured.fast.microseconds),
    formatNumber(measured.fast.quickestMicroseconds),
    formatNumber(measured.fast.wallMicroseconds),
    ...Object.keys(RIVALS).map(rival),
    formatRatio(measured.published.ratio),
    formatRatio(measured.published.ratio * slowness),
    measured.asked.map(verdict).join(", "),
  ];
}

function printCases(cases, peers, { torchMicroseconds, slowness }) {
  const times = ["fast", "quickest", "wall"];
  const heads = ["case", ...times, ...Object.values(RIVALS), "published", "on its core", "asked of the fast engine"];
  console.log("CPU time of a presentation in µs, and in brackets how many times as long as the fast engine takes\n");
  console.log(
    formatTable(
      heads,
      cases.map((measured) => caseRow(measured, peers, slowness)),
    ),
  );
  console.log(`
${scaledNote(cases)}published  from ${PUBLISHED.perceptron} µs a presentation (perceptron) and ${PUBLISHED.mlp} µs a pattern (MNIST with caching) and ${PUBLISHED.spiking} µs a presentation (spiking), measured elsewhere
fast       a whole run, with drawing or copying the data and with the Gram matrix; the median of all its runs
quickest   the run of the fast engine that other work on this machine disturbed least; it is compared with "published"`);
  for (const [name, found] of Object.entries(peers)) {
    const label = RIVALS[name].padEnd(10);
    console.log(`${label} ${found ? `${found.version}, one thread` : "not found: no Python on the path has it"}`);
  }
  console.log(
    torchMicroseconds === null
      ? "its core   not known without PyTorch 1.13: the bounds are taken as if this core were the one of the published times"
      : `its core   PyTorch 1.13 takes ${TORCH_ON_THAT_CORE} µs there for a pattern of plain descent, and here ` +
          `${formatNumber(torchMicroseconds)} µs when disturbed least: the bounds are judged on times divided by ${formatNumber(slowness)}`,
  );
}

function scaledNote(cases) {
  const counts = cases.flatMap((measured) =>
    Object.keys(RIVALS)
      .filter((name) => measured[name]?.isScaled)
      .map((name) => `${measured[name].presentations} of ${measured.presentations}`),
  );
  if (counts.length === 0) return "";
  return `~          timed on the first presentations of the run only: ${[...new Set(counts)].join(", ")}\n`;
}

function printThresholds(heading, rows) {
  console.log(`\n${heading}\n`);
  const cells = rows.map(({ title, ratio, asked }) => [
    title,
    formatRatio(ratio),
    verdict({ text: `≤ ${asked}×`, isMet: ratio <= asked }),
  ]);
  console.log(formatTable(["what", "cost", "asked"], cells));
}

function printWorkers(rows) {
  if (rows.length === 0) {
    console.log("\nWorkers: not measured, this machine has one core.");
    return;
  }
  console.log(
    "\nTwo workers against one, in wall time; by CPU time the most that two cores without other work could give\n",
  );
  const cells = rows.map(({ title, wallSeconds, speedUp, speedUps, byCpu, asked }) => [
    title,
    ...wallSeconds.map((seconds) => `${formatNumber(seconds)} s`),
    formatRatio(speedUp),
    `${formatNumber(Math.min(...speedUps))} … ${formatNumber(Math.max(...speedUps))}`,
    formatRatio(byCpu),
    verdict({ text: `≥ ${asked}×`, isMet: speedUp >= asked }),
  ]);
  console.log(formatTable(["runs", "one", "two", "speed-up", "range", "by CPU", "asked"], cells));
}

function printGrowth(charts) {
  for (const { name, rows } of charts) {
    console.log(`\nCPU time of a run, drawn in results/bench/${name}.svg\n`);
    const fast = rows.filter(({ series }) => series !== "textbook");
    const cells = fast.map(({ inputCount, patternCount, epochCount, seconds }) => {
      const textbook = rows.find(
        (row) => row.series === "textbook" && row.inputCount === inputCount && row.patternCount === patternCount,
      );
      const milliseconds = [seconds, textbook.seconds].map((s) => formatNumber(1e3 * s));
      const numbers = [inputCount, patternCount, Math.round(epochCount)].map(String);
      return [...numbers, ...milliseconds, formatRatio(textbook.seconds / seconds)];
    });
    console.log(formatTable(["N", "P", "epochs", "fast (ms)", "textbook (ms)", "ratio"], cells));
  }
}

async function benchmark({ parts, quick, json }) {
  // Opened before the work starts, so that a wrong path is heard of at once.
  const file = json === undefined ? null : openSync(json, "w");
  const folder = createDataFolder();
  try {
    const peers = findPeers();
    const context = { quick, peers, folder, say };
    const pairCount = quick ? 3 : 5;
    const load = loadavg()[0];
    console.log(`${availableParallelism()} cores, Node ${process.version}, load ${load.toFixed(1)} at the start\n`);
    const result = { node: process.version, cores: availableParallelism(), loadAverage: load, peers };

    const builders = { perceptron: perceptronCases, mlp: mlpCases, spiking: spikingCases };
    const cases = parts.flatMap((part) => builders[part]?.(context) ?? []);
    if (cases.length > 0) {
      Object.assign(result, measureCases(cases, context, pairCount));
      printCases(result.cases, peers, result.core);
    }
    if (parts.includes("perceptron")) {
      say("a list of thresholds");
      result.thresholds = measureThresholds(context);
      printThresholds("CPU time of a list of thresholds over that of one", result.thresholds);
      result.movingThresholds = measureMovingThresholds(context);
      printThresholds(
        "CPU time of a presentation over that of local-local at a fixed threshold",
        result.movingThresholds,
      );
    }
    if (parts.includes("mlp")) {
      say("thresholds that move, MNIST");
      result.movingDigits = measureMovingDigits(digits(), context);
      printThresholds("CPU time of a pattern over that of local-local at a fixed threshold", result.movingDigits);
    }
    if (parts.includes("spiking")) {
      say("thresholds that move, spiking");
      result.movingSpikes = measureMovingSpikes(context);
      printThresholds("CPU time of a presentation over that of local-local at a fixed threshold", result.movingSpikes);
    }
    if (parts.includes("workers")) {
      say("workers");
      result.workers = await measureWorkers(context);
      printWorkers(result.workers);
    }
    if (parts.includes("growth")) {
      result.growth = measureGrowth(context);
      printGrowth(result.growth);
    }
    if (file !== null) writeFileSync(file, `${toJson(result, 2)}\n`);
  } finally {
    folder.remove();
    if (file !== null) closeSync(file);
  }
}

try {
  const options = readOptions();
  if (options["update-baseline"]) console.log(toJson(updateBaseline(say), 2));
  else await benchmark(options);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
