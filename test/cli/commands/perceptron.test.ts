import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { perceptronEngineNames, perceptronSchema } from "../../../src/perceptron/parameters.js";
import { version } from "../../../src/schema/version.js";
import { cases } from "../../perceptron/cases.js";
import { documentOf, root, syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
const small = ["perceptron", "--input-count", "20", "--pattern-count", "20"];
/** More patterns than 20 synapses can learn. */
const tooMany = ["perceptron", "--input-count", "20", "--pattern-count", "60", "--max-epochs", "5"];
const fixture = (name: string) => join(root, "test", "fixtures", "cases", name);

const energyKeys = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
  "inefficiency",
];
const runKeys = ["seed", "converged", "epochCount", "updateCount", "timestepCount", ...energyKeys, "threshold"];

describe.concurrent.each(perceptronEngineNames)("perceptron --engine %s", (engine) => {
  it.each(cases)("meets case $name of the published program", async (expected) => {
    const { name, policy, threshold, decayTime, maxEpochs } = expected;
    const { parameters, runs } = await documentOf(
      ...["perceptron", "--patterns-file", fixture(`${name}-patterns.npy`)],
      ...["--targets-file", fixture(`${name}-targets.npy`), "--policy", policy, "--threshold", String(threshold)],
      ...["--decay-time", String(decayTime), "--maintenance-cost", "1", "--max-epochs", String(maxEpochs)],
      ...["--engine", engine],
    );
    const { inputCount, patternCount } = expected.task;
    expect(parameters).toMatchObject({ inputCount, patternCount, policy, engine });
    expect(runs).toHaveLength(1);
    const [run] = runs;
    expect(run).toMatchObject({ converged: expected.converged, epochCount: expected.epochCount });
    expect(run.timestepCount).toBe(expected.epochCount * patternCount);
    for (const key of ["consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const) {
      // The order of summation is not given: with decay, a relative 1e-9 (the fixtures' README).
      if (decayTime === Number.POSITIVE_INFINITY) expect(run[key], key).toBe(expected[key]);
      else expect(Math.abs(run[key] / expected[key] - 1), key).toBeLessThan(1e-9);
    }
    expect(run.energy).toBe(run.consolidationEnergy + run.maintenanceEnergy);
  });
});

describe.concurrent("perceptron --json", () => {
  it("has the keys that are documented, Infinity as a string", async () => {
    const document = await documentOf(...small);
    expect(Object.keys(document)).toEqual(["schemaVersion", "learner", "version", "parameters", "runs", "summary"]);
    expect(document).toMatchObject({ schemaVersion: 2, learner: "perceptron", version });
    expect(Object.keys(document.parameters)).toEqual(Object.keys(perceptronSchema.parse({})));
    expect(document.parameters.decayTime).toBe("Infinity");
    expect(Object.keys(document.runs[0])).toEqual(runKeys);
  });

  it("is the same to the byte every time, on one thread and on two", async () => {
    // By its size this is worth threads; the limit on epochs, which the estimate does not know, keeps the test short.
    const work = ["perceptron", "--input-count", "100", "--pattern-count", "190", "--engine", "reference"];
    const limits = ["--max-epochs", "20", "--runs", "14", "--seed", "3"];
    const run = (jobs: string) => syncache(...work, ...limits, "--json", "--jobs", jobs);
    const [first, again, one] = await Promise.all([run("2"), run("2"), run("1")]);
    expect(first.status).toBe(0);
    expect(again).toEqual(first);
    expect(one).toEqual(first);
  });

  it("gives run k the seed --seed + k", async () => {
    const { runs, summary } = await documentOf(...small, "--runs", "3", "--seed", "7");
    expect(runs.map((run: { seed: number }) => run.seed)).toEqual([7, 8, 9]);
    expect(summary).toMatchObject({ runCount: 3, convergedCount: 3 });
    const alone = await documentOf(...small, "--seed", "8");
    expect(alone.runs[0]).toEqual(runs[1]);
  });

  it("has a row an epoch with --curve, the last of them the result", async () => {
    const [run] = (await documentOf(...small, "--curve", "--maintenance-cost", "0.01")).runs;
    expect(run.curve.map((row: { epoch: number }) => row.epoch)).toEqual(
      Array.from({ length: run.epochCount }, (_, i) => i + 1),
    );
    expect(Object.keys(run.curve[0])).toEqual(["epoch", "errorCount", ...energyKeys, "residualEnergy"]);
    const { epoch, errorCount, residualEnergy: _, ...energies } = run.curve.at(-1);
    expect(errorCount).toBe(0);
    expect(run).toMatchObject(energies);
  });

  it("finds the best threshold: with a free cache, never to consolidate before the end", async () => {
    const [run] = (await documentOf(...small, "--threshold", "auto")).runs;
    expect(run.foundThreshold).toBe("Infinity");
    expect(run).not.toHaveProperty("threshold");
    expect(run.energy).toBe(run.minimalEnergy);
    expect(Object.keys(run.thresholdSearch)).toEqual(["evaluatedCount", "unconvergedCount"]);
  });

  it("says that a threshold of each run is that of the luckiest, and of one for all runs nothing", async () => {
    const { stderr } = await syncache(...small, "--threshold", "auto", "--json");
    expect(stderr).toBe(
      "syncache: θ is chosen for each run, so that its energy is that of the luckiest θ. " +
        "--threshold auto-shared finds one θ for all runs, each time on the others.\n",
    );
    const shared = await syncache(...small, "--threshold", "auto-shared", "--runs", "2", "--json");
    expect(shared).toMatchObject({ status: 0, stderr: "" });
  });

  it("has no maintenance under policy none, and takes flags that have no effect there", async () => {
    const plain = await documentOf(...small, "--policy", "none");
    const idle = ["--threshold", "7", "--maintenance-cost", "3", "--decay-time", "50", "--change-cost", "2"];
    const [run] = (await documentOf(...small, "--policy", "none", ...idle)).runs;
    expect(run).toMatchObject({ maintenanceEnergy: 0, changeEnergy: 0, consolidationEnergy: run.energy });
    expect(run).toEqual({ ...plain.runs[0], threshold: 7 });
  });

  it("ends with 0 and a warning if a run does not converge", async () => {
    const { status, stdout, stderr } = await syncache(...tooMany, "--runs", "2", "--json");
    expect(status).toBe(0);
    expect(stderr).toMatch(/2 of 2 runs did not converge.*Lower --pattern-count/);
    const { runs, summary } = JSON.parse(stdout);
    expect(runs).toMatchObject([
      { converged: false, epochCount: 5 },
      { converged: false, epochCount: 5 },
    ]);
    expect(summary).toMatchObject({ runCount: 2, convergedCount: 0, mean: { energy: null } });
  });
});

describe.concurrent("perceptron", () => {
  it("prints a table with units for people", async () => {
    const { status, stdout, stderr } = await syncache(...small, "--runs", "2", "--decay-time", "100");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/20 inputs, 20 patterns, policy local-global, decay time 100 time steps/);
    expect(stdout).toMatch(/seed +converged +epochs +updates +threshold +energy +consolidation +maintenance +minimum/);
    expect(stdout.match(/^ +\d+ +yes /gm)).toHaveLength(2);
    expect(stdout).toMatch(/Mean and standard deviation of 2 converged runs/);
    expect(stdout).toMatch(/Energies and thresholds are in weight units/);
  });

  it("writes JSON, CSV and curve with --out, and writes them anew on the next run", async () => {
    const out = join(folder, "results", "deep");
    const args = [...small, "--runs", "2", "--curve", "--json", "--out", out];
    const { status, stdout, stderr } = await syncache(...args);
    expect(status).toBe(0);
    const names = ["perceptron-curve.csv", "perceptron.csv", "perceptron.json"];
    expect(readdirSync(out).sort()).toEqual(names);
    for (const name of names) expect(stderr).toContain(join(out, name));

    const document = JSON.parse(stdout);
    expect(JSON.parse(readFileSync(join(out, "perceptron.json"), "utf8"))).toEqual(document);
    const rows = csvParse(readFileSync(join(out, "perceptron.csv"), "utf8"));
    expect(rows.columns).toEqual(expect.arrayContaining([...Object.keys(perceptronSchema.parse({})), ...runKeys]));
    expect(rows.map((row) => [row.seed, row.energy, row.decayTime])).toEqual(
      document.runs.map((run: { seed: number; energy: number }) => [`${run.seed}`, `${run.energy}`, "Infinity"]),
    );
    const curve = csvParse(readFileSync(join(out, "perceptron-curve.csv"), "utf8"));
    expect(curve.columns).toEqual(["seed", "epoch", "errorCount", ...energyKeys, "residualEnergy"]);
    expect(curve).toHaveLength(document.runs[0].epochCount + document.runs[1].epochCount);

    const before = statSync(join(out, "perceptron.json")).ino;
    expect((await syncache(...args, "--seed", "5")).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(names);
    // A file that is replaced as a whole is another file.
    expect(statSync(join(out, "perceptron.json")).ino).not.toBe(before);
    expect(JSON.parse(readFileSync(join(out, "perceptron.json"), "utf8")).parameters.seed).toBe(5);
  });
});
