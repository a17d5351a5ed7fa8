// Shows that a change leaves results alone: what two builds print and write is compared byte for byte.
//   node scripts/compare-outputs.mjs capture TREE DIR [--figures]   runs everything with TREE/dist and keeps it in DIR
//   node scripts/compare-outputs.mjs compare BEFORE AFTER           says what differs between two such folders
// `--figures` adds `reproduce all --scale quick`, which takes some minutes.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";

const cases = "test/fixtures/cases";
const policies = ["none", "local-local", "local-global", "global-global"];
const costs = "--maintenance-cost 0.01 --change-cost 0.1";
const perceptron = "perceptron --input-count 60 --pattern-count 60 --json";
const mlp = "mlp --max-patterns 600 --evaluate-every 300 --hidden-count 12 --json";
const mlpReference = "mlp --max-patterns 200 --evaluate-every 100 --hidden-count 12 --json --engine reference";
const spiking = "spiking --pattern-count 3 --json";

/** Results as documents: every learner, policy and engine, with and without decay, and all costs. */
const documents = [
  ...policies.flatMap((policy) => [
    `${perceptron} --policy ${policy} ${costs} --threshold 3.5`,
    `${perceptron} --policy ${policy} ${costs} --threshold 3.5 --decay-time 200`,
    `${perceptron} --policy ${policy} ${costs} --threshold 3.5 --decay-time 200 --engine reference`,
  ]),
  ...policies.map((policy) => `${perceptron} --policy ${policy} --threshold 2.5 --engine reference ${costs}`),
  `${perceptron} --threshold auto --maintenance-cost 0.01 --runs 2`,
  `${perceptron} --threshold auto --maintenance-cost 0.01 --decay-time 500`,
  `${perceptron} --threshold Infinity --policy local-local`,
  `${perceptron} --threshold 0 --cost-exponent 0.5`,
  `${perceptron} --cost-exponent 2 --potentiation-only --threshold 4.5 --runs 3`,
  `${perceptron} --curve --threshold 4.5 --maintenance-cost 0.001`,
  `${perceptron} --curve --threshold 4.5 --maintenance-cost 0.001 --decay-time 300`,
  `${perceptron} --persistent-maintenance-cost 0.001 --policy local-local`,
  `${perceptron} --max-epochs 2`,
  `perceptron --json --patterns-file ${cases}/p01-patterns.npy --targets-file ${cases}/p01-targets.npy`,
  `perceptron --json --patterns-file ${cases}/p03-patterns.npy --targets-file ${cases}/p03-targets.npy --decay-time 100`,
  "perceptron --json --maintenance-cost 0.001 --threshold 20.5",
  "perceptron --json --maintenance-cost 0.001 --threshold 20.5 --decay-time 3000",
  ...[...policies, "local-layer"].flatMap((policy) => [
    `${mlp} --policy ${policy} --maintenance-cost 0.001 --decay-time 1000`,
    `${mlp} --policy ${policy} --maintenance-cost 0.001 --gradient authors`,
  ]),
  `${mlpReference} --policy local-global`,
  `${mlpReference} --policy local-local --decay-time 500`,
  `${mlp} --target-accuracy 0.5 --threshold 0.02 --runs 2`,
  ...["none", "local-local", "local-global", "global-global"].map(
    (policy) =>
      `${spiking} --max-epochs 40 --policy ${policy} --threshold 1e-10 --decay-time 100 --maintenance-cost 1e-4`,
  ),
  `${spiking} --engine reference --max-epochs 12`,
  `${spiking} --max-epochs 40 --runs 2`,
  "theory --json --maintenance-cost 0.001",
  "theory --json --maintenance-cost 0.01 --threshold 5 --error-rate 0.3 --decay-time 500",
  "theory --json --input-count 1000 --pattern-count 1500",
];

/** What a person reads. */
const pages = [
  "perceptron --threshold auto --maintenance-cost 0.001",
  "mlp --gradient authors --decay-time 1000 --maintenance-cost 0.001 --max-patterns 6000",
  "spiking --pattern-count 5",
  "theory --maintenance-cost 0.001",
  `perceptron --patterns-file ${cases}/p01-patterns.npy --targets-file ${cases}/p01-targets.npy`,
];

const study = "examples/study.yaml";

function capture(tree, folder, { figures }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const main = resolve(tree, "dist/cli/main.js");
  const run = (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { cwd: tree, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  for (const [kind, commands] of Object.entries({ document: documents, page: pages })) {
    commands.forEach((command, k) => {
      const { status, stdout, stderr } = run(...command.split(" "));
      if (status !== 0) throw new Error(`${command}: status ${status}: ${stderr}`);
      writeFileSync(join(folder, `${kind}-${String(k).padStart(2, "0")}.txt`), `$ ${command}\n${stdout}`);
    });
  }
  const studyFolder = join(folder, "study");
  for (const words of [
    ["sweep", study, "--out", resolve(studyFolder)],
    ["sweep", "--collect", resolve(studyFolder)],
  ]) {
    const { status, stderr } = run(...words);
    if (status !== 0) throw new Error(`${words.join(" ")}: status ${status}: ${stderr}`);
  }
  writeFileSync(join(folder, "study.csv"), withoutTimes(readFileSync(join(studyFolder, "results.csv"), "utf8")));
  rmSync(studyFolder, { recursive: true });
  if (!figures) return;
  const { status, stderr } = run("reproduce", "all", "--scale", "quick", "--out", resolve(folder, "figures"));
  if (status !== 0) throw new Error(`reproduce all: status ${status}: ${stderr}`);
}

/** Columns about time differ from run to run. */
function withoutTimes(csv) {
  const [header, ...rows] = csv.trimEnd().split("\n");
  const kept = header.split(",").map((name) => !/duration|started|finished/i.test(name));
  const of = (row) => row.split(",").filter((_, k) => kept[k]);
  return `${[header, ...rows].map((row) => of(row).join(",")).join("\n")}\n`;
}

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(txt|csv)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

function compare(before, after) {
  const names = [...new Set([...filesBelow(before), ...filesBelow(after)])];
  const read = (folder, name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : null);
  let [differing, renamed] = [0, 0];
  for (const name of names) {
    const [old, now] = [read(before, name), read(after, name)];
    if (old === now) continue;
    if (old !== null && now !== null && withNamesOfNow(old) === now) {
      renamed += 1;
      continue;
    }
    differing += 1;
    console.log(`${name}: ${old === null ? "new" : now === null ? "gone" : firstDifference(old, now)}`);
  }
  const same = names.length - differing - renamed;
  console.log(
    `${same} of ${names.length} files are the same bytes; ${renamed} more but for schemaVersion and foundThreshold`,
  );
  return differing === 0;
}

/** A document of schema version 1 as version 2 has it: another version, and a threshold that was found under its own name. */
function withNamesOfNow(text) {
  const document = text.replace('"schemaVersion":1,', '"schemaVersion":2,');
  if (!/"threshold":"auto"/.test(document)) return document;
  return document.replaceAll(/"threshold":(?!"auto")/g, '"foundThreshold":');
}

function firstDifference(old, now) {
  const [a, b] = [old.split("\n"), now.split("\n")];
  const line = a.findIndex((text, k) => text !== b[k]);
  const at = line < 0 ? a.length : line;
  return `line ${at + 1} of ${a[0].startsWith("$") ? a[0] : "it"}\n  - ${a[at] ?? ""}\n  + ${b[at] ?? ""}`;
}

const { values, positionals } = parseArgs({
  options: { figures: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [mode, first, second] = positionals;
if (mode === "capture" && second !== undefined) capture(first, second, values);
else if (mode === "compare" && second !== undefined) process.exitCode = compare(first, second) ? 0 : 1;
else {
  console.error("usage: compare-outputs.mjs capture TREE DIR [--figures] | compare BEFORE AFTER");
  process.exitCode = 2;
}
