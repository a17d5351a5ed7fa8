import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { runId } from "../../src/study/study.js";
import { refusalOf } from "../cli/in-process.js";
import { documentOf, syncache, temporaryFolder } from "../cli/run-cli.js";
import { collect, sweep, writeStudy } from "./studies.js";

const folder = temporaryFolder();
const small = ["perceptron", "--input-count", "30", "--pattern-count", "24", "--maintenance-cost", "0.01"];

describe.concurrent("the command line", () => {
  it("has a clock, with the period that is given, or with the one it found", async () => {
    const given = await documentOf(...small, "--policy", "clock", "--period", "100");
    expect(given.parameters).toMatchObject({ policy: "clock", period: 100 });
    expect(given.runs[0]).not.toHaveProperty("foundPeriod");
    expect(given.runs[0]).not.toHaveProperty("threshold");
    const found = await documentOf(...small, "--policy", "clock");
    expect(found.parameters).not.toHaveProperty("period");
    // round(3/(2c))
    expect(found.runs[0]).toMatchObject({ foundPeriod: 150 });
    const never = await documentOf(...small, "--policy", "clock", "--period", "Infinity");
    expect(never.parameters.period).toBe("Infinity");
  });

  it("has a threshold that tunes itself, and the offline optimum with the regret", async () => {
    const tuned = ["--policy", "local-excess", "--threshold", "adaptive", "--offline-optimum"];
    const { parameters, runs, summary } = await documentOf(...small, ...tuned, "--runs", "2");
    expect(parameters).toMatchObject({ policy: "local-excess", threshold: "adaptive", offlineOptimum: true });
    expect(parameters).not.toHaveProperty("timePrice");
    for (const run of runs) {
      expect(run).not.toHaveProperty("threshold");
      expect(Number.isInteger(run.foundThreshold)).toBe(true);
      expect(run.regret).toBe(run.energy / run.offlineOptimum);
    }
    expect(summary.mean.regret).toBe((runs[0]!.regret + runs[1]!.regret) / 2);
  });

  it("says why there is no offline optimum, with null in the document", async () => {
    const decaying = [...small, "--decay-time", "300", "--offline-optimum"];
    const { status, stdout, stderr } = await syncache(...decaying, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).runs[0]).toMatchObject({ offlineOptimum: null, regret: null });
    expect(stderr).toMatch(/there is no offline optimum, and no regret: s decays/);
  });

  it("refuses what cannot be, with what can", async () => {
    const clock = await refusalOf(...small, "--policy", "clock", "--period", "0");
    expect(clock).toMatch(/--period must be .*1.*got 0\..*Use Infinity for never before the end/s);
    const price = await refusalOf(...small, "--threshold", "adaptive", "--time-price", "-1");
    expect(price).toContain("--time-price must be ≥ 0 (dimensionless), got -1.");
    expect(await refusalOf(...small, "--threshold", "adaptve")).toContain("auto, auto-shared, adaptive");
  });

  it("takes flags that have nothing to work on, and gives the same run", async () => {
    const plain = await documentOf(...small, "--policy", "local-local", "--threshold", "2.5");
    const idle = await documentOf(
      ...[...small, "--policy", "local-local", "--threshold", "2.5", "--period", "7", "--time-price", "3"],
    );
    expect(idle.runs).toEqual(plain.runs);
  });

  it("verifies its documents", async () => {
    const out = join(folder, "verified");
    const flags = ["--policy", "local-excess", "--threshold", "adaptive", "--offline-optimum", "--out", out];
    expect(await syncache(...small, ...flags)).toMatchObject({ status: 0 });
    expect(await syncache("verify", join(out, "perceptron.json"))).toMatchObject({ status: 0 });
  });
});

describe("a study of moving thresholds", () => {
  const text = `name: moving
learner: perceptron
parameters: { inputCount: 30, patternCount: 24, offlineOptimum: true }
grid:
  policy: [local-local, local-excess, clock]
  threshold: [5, adaptive]
  maintenanceCost: [0.001, 0.01]
seeds: [1, 2]
`;
  const out = join(folder, "moving-out");

  it("has a row a job, with what was found and the regret, which verify finds again and plot draws", async () => {
    await sweep(writeStudy(join(folder, "moving.yaml"), text), "--out", out);
    expect((await collect(out)).rowCount).toBe(24);
    const rows = csvParse(readFileSync(join(out, "results.csv"), "utf8"));
    expect(rows.columns).toEqual(
      expect.arrayContaining(["threshold", "foundThreshold", "foundPeriod", "offlineOptimum", "regret"]),
    );
    for (const row of rows) {
      expect(Number(row.regret)).toBe(Number(row.energy) / Number(row.offlineOptimum));
      // Each found what it sought, and nothing else.
      expect(row.foundPeriod === "").toBe(row.policy !== "clock");
      expect(row.foundThreshold === "").toBe(row.policy === "clock" || row.threshold !== "adaptive");
    }
    const at = (policy: string, threshold: string) =>
      rows.find((row) => row.policy === policy && row.threshold === threshold && row.maintenanceCost === "0.01")!;
    // A clock looks at no threshold.
    expect(at("clock", "5").energy).toBe(at("clock", "adaptive").energy);
    const flags = ["--policy", "local-excess", "--threshold", "adaptive", "--offline-optimum"];
    const { runs } = await documentOf(...small, ...flags);
    expect(Number(at("local-excess", "adaptive").energy)).toBe(runs[0].energy);

    expect(await syncache("verify", join(out, "results.csv"))).toMatchObject({ status: 0 });
    const drawn = ["--x", "maintenanceCost", "--y", "regret", "--series", "policy", "--where", "threshold=adaptive"];
    expect(await syncache("plot", out, ...drawn)).toMatchObject({ status: 0 });
    expect(readdirSync(join(out, "plots")).some((name) => name.endsWith(".svg"))).toBe(true);
  });
});

it("changes the identifier of a job only where it is asked for", () => {
  // That of this job before there was any of it; studies-0.1.0.test.ts has those of whole studies.
  const idOf = (more: object) => runId({ learner: "perceptron" }, { threshold: 1, ...more });
  const before = idOf({});
  for (const absent of ["timePrice", "period", "offlineOptimum"]) expect(idOf({ [absent]: undefined })).toBe(before);
  // What holds without a word is none in an id.
  for (const implied of [{ timePrice: 0.4 }, { period: "auto" }, { offlineOptimum: false }]) {
    expect(idOf(implied)).toBe(before);
  }
  const asked = [{ timePrice: 0.5 }, { period: 9 }, { offlineOptimum: true }, { threshold: "adaptive" }].map(idOf);
  expect(new Set([before, ...asked]).size).toBe(5);
});
