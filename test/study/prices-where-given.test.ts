import { readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { runId } from "../../src/study/study.js";
import { tinyDigits, writeFolder } from "../cli/idx-files.js";
import { refusalOf } from "../cli/in-process.js";
import { syncache, temporaryFolder } from "../cli/run-cli.js";
import { collect, sweep, tableWithoutTimes, writeStudy } from "./studies.js";

const folder = temporaryFolder();
const digits = writeFolder(join(folder, "digits"), tinyDigits());

/** A run of moments of each learner that got these parameters when it had documents already. */
const learners = {
  mlp: {
    fixed: "dataset: ./digits, hiddenCount: 4, maxPatterns: 40, threshold: 0.01",
    flags: ["--dataset", digits, "--hidden-count", "4", "--max-patterns", "40", "--threshold", "0.01"],
    unit: /Energies are in weight units\^1\.5, as a persistent change costs \|Δl\|\^α, and thresholds in weight units/,
  },
  spiking: {
    fixed: "patternCount: 1, maxEpochs: 4, policy: local-global, threshold: 1.0e-11",
    flags: ["--pattern-count", "1", "--max-epochs", "4", "--policy", "local-global", "--threshold", "1e-11"],
    unit: /Energies are in nS\^1\.5, as a persistent change costs \|Δl\|\^α/,
  },
} as const;
const names = ["changeCost", "persistentMaintenanceCost", "costExponent", "potentiationOnly"];
const prices = ["--change-cost", "0.5", "--persistent-maintenance-cost", "0.01", "--cost-exponent", "1.5"];

describe.each(Object.entries(learners))("%s", (name, { fixed, flags, unit }) => {
  const documentWith = (...more: string[]) => documentOfAny(name, ...flags, ...more);

  it("has other costs in its document where they are given, and is the same to the byte where they are not", async () => {
    const plain = await documentWith();
    expect(Object.keys(plain.parameters)).not.toEqual(expect.arrayContaining([expect.stringMatching(names.join("|"))]));
    const { parameters, runs } = await documentWith(...prices, "--potentiation-only");
    const given = { changeCost: 0.5, persistentMaintenanceCost: 0.01, costExponent: 1.5, potentiationOnly: true };
    expect(parameters).toEqual({ ...plain.parameters, ...given });
    expect(runs[0].changeEnergy).toBeGreaterThan(0);
    expect(runs[0].persistentMaintenanceEnergy).toBeGreaterThan(0);
    expect(runs[0].consolidationEnergy).not.toBe(plain.runs[0].consolidationEnergy);
  });

  it("shows them to people with their unit, and refuses what they cannot be", async () => {
    const { stdout } = await syncache(name, ...flags, ...prices);
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(
      /change cost 0\.5, persistent maintenance cost 0\.01, cost exponent 1\.5/,
    );
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(unit);
    expect(stdout).toMatch(/maintenance +change +persistent maintenance +minimum/);
    expect(await refusalOf(name, "--cost-exponent", "-1")).toContain("--cost-exponent must be ≥ 0 and ≤ 10");
  });

  it("varies them in a study, whose tables have columns for those alone, and are verified", async () => {
    const text = `name: ${name} costs
learner: ${name}
parameters: { ${fixed}, changeCost: 0.5 }
grid: { costExponent: [1, 0, 1.5], potentiationOnly: [false, true] }
seeds: [1, 2]
`;
    const out = join(folder, `${name}-out`);
    await sweep(writeStudy(join(folder, `${name}.yaml`), text), "--out", out);
    expect((await collect(out)).rowCount).toBe(12);
    const rows = csvParse(readFileSync(join(out, "results.csv"), "utf8"));
    expect(rows.columns.filter((key) => names.includes(key))).toEqual([
      "changeCost",
      "costExponent",
      "potentiationOnly",
    ]);
    const [first] = (await documentWith("--cost-exponent", "1.5", "--change-cost", "0.5", "--potentiation-only")).runs;
    const row = rows.find((one) => one.costExponent === "1.5" && one.potentiationOnly === "true" && one.seed === "1")!;
    expect(Number(row.energy)).toBe(first.energy);
    const verified = await syncache("verify", join(out, "results.csv"));
    expect(verified).toMatchObject({ status: 0 });
  });

  it("knows the job of a study that had no costs yet, and refuses to call another α the same study", async () => {
    const out = join(folder, `${name}-grown`);
    const study = (more: string, grid: string) =>
      writeStudy(
        join(folder, `${name}-grown.yaml`),
        `name: grown\nlearner: ${name}\nparameters: { ${fixed}${more} }\ngrid: { ${grid} }\nseeds: 3\n`,
      );
    await sweep(study("", ""), "--out", out);
    await collect(out);
    expect(tableWithoutTimes(out)).not.toMatch(new RegExp(names.join("|")));
    expect(await refusalOf("sweep", study(", costExponent: 2", ""), "--out", out)).toMatch(
      /holds another study, with costExponent 1, not 2/,
    );
    // Of two jobs one is there: that of α = 1.
    const grown = await sweep(study("", "costExponent: [1, 2]"), "--out", out);
    expect(grown.recordedCount).toBe(1);
    expect((await collect(out)).rowCount).toBe(2);
  });
});

/** Runs of few passes have not become stable, which a warning says. */
async function documentOfAny(...args: string[]) {
  const { status, stdout } = await syncache(...args, "--json");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

it("a value that holds without a word is none in the id of a job", () => {
  const idOf = (more: object) => runId({ learner: "mlp" }, { threshold: 1, ...more });
  expect(idOf({ costExponent: 1, potentiationOnly: false, changeCost: 0 })).toBe(idOf({}));
  expect(idOf({ costExponent: 2 })).not.toBe(idOf({}));
  // The perceptron has always stated them.
  const perceptron = (more: object) => runId({ learner: "perceptron" }, { threshold: 1, ...more });
  expect(perceptron({ costExponent: 1 })).not.toBe(perceptron({}));
});
