import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../in-process.js";
import { syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
const study = join(folder, "study.yaml");
const out = join(folder, "a study");

beforeAll(async () => {
  writeFileSync(
    study,
    `name: thresholds & costs
learner: perceptron
parameters: { inputCount: 50, patternCount: 40 }
grid: { threshold: [0.5, 1.5, 2.5], maintenanceCost: [0.001, 0.1], decayTime: [1000, .inf] }
seeds: 1..4
`,
  );
  expect(await syncache("sweep", study, "--out", out)).toMatchObject({ status: 0 });
});

describe("syncache plot", () => {
  const asked = ["plot", out, "--x", "threshold", "--y", "energy", "--series", "maintenanceCost"];

  it("writes SVG, PNG and CSV of what is asked for, and says where", async () => {
    const { status, stdout, stderr } = await syncache(...asked, "--where", "decayTime=Infinity", "--log", "x,y");
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "syncache: Mean and standard error of 4 runs, decay time ∞.\n",
    });
    const name = "energy-by-threshold-and-maintenanceCost-decayTime-Infinity";
    const files = ["svg", "png", "csv"].map((ending) => join(out, "plots", `${name}.${ending}`));
    expect(stdout).toBe(`${files.join("\n")}\n`);
    expect(readFileSync(files[0]!, "utf8")).toContain("thresholds &amp; costs</title>");
    // The first bytes of every PNG.
    expect(readFileSync(files[1]!).subarray(1, 4).toString()).toBe("PNG");
  });

  it("has the means of the table that is collected", async () => {
    const plots = join(folder, "plots");
    const filter = ["--where", "decayTime=1000", "--where", "maintenanceCost=0.1"];
    expect(await syncache("plot", out, "--x", "threshold", "--y", "energy", ...filter, "--out", plots)).toMatchObject({
      status: 0,
    });
    expect(await syncache("sweep", "--collect", out)).toMatchObject({ status: 0 });
    const runs = csvParse(readFileSync(join(out, "results.csv"), "utf8"));
    const [csv] = readdirSync(plots).filter((name) => name.endsWith(".csv"));
    const points = csvParse(readFileSync(join(plots, csv!), "utf8"));
    expect(points).toHaveLength(3);
    for (const { threshold, energy } of points) {
      const sample = runs.filter(
        (run) => run.threshold === threshold && run.decayTime === "1000" && run.maintenanceCost === "0.1",
      );
      expect(sample).toHaveLength(4);
      // Sums of the same four numbers in the same order.
      expect(Number(energy)).toBe(sample.reduce((sum, run) => sum + Number(run.energy), 0) / 4);
    }
  });

  it("draws a ratio to a baseline, as the summary of the study has it", async () => {
    const plots = join(folder, "ratios");
    const ratio = ["--where", "maintenanceCost=0.1", "--baseline", "decayTime=Infinity", "--out", plots];
    expect(
      await syncache("plot", out, "--x", "threshold", "--y", "energy", "--series", "decayTime", ...ratio),
    ).toMatchObject({ status: 0, stderr: expect.stringContaining("over that of decay time ∞ on the same seeds") });
    await syncache("sweep", "--collect", out, "--baseline", "decayTime=Infinity");
    const cells = csvParse(readFileSync(join(out, "summary.csv"), "utf8"));
    const [csv] = readdirSync(plots).filter((name) => name.endsWith(".csv"));
    const points = csvParse(readFileSync(join(plots, csv!), "utf8"));
    expect(points).toHaveLength(6);
    for (const point of points) {
      const cell = cells.find(
        ({ threshold, decayTime, maintenanceCost }) =>
          threshold === point.threshold && decayTime === point.decayTime && maintenanceCost === "0.1",
      )!;
      expect([point.energyRatio, point.low, point.high, point.pairCount]).toEqual([
        ...[cell.energyRatio, cell.energyRatioLow, cell.energyRatioHigh, cell.pairCount],
      ]);
    }
  });

  it("says which parameters vary beside those that are shown", async () => {
    expect(await refusalOf(...asked)).toMatch(/differ in decayTime cannot share a point.* --where decayTime=1000/);
  });

  it("names the columns that there are", async () => {
    const unknown = ["plot", out, "--x", "threshold", "--y", "energie"];
    expect(await refusalOf(...unknown)).toMatch(
      /--y must be a number that runs have: epochCount, .*energy.*got "energie"/,
    );
  });

  it("refuses a folder that holds no study, or none of whose jobs has been run", async () => {
    expect(await refusalOf("plot", folder, "--x", "threshold", "--y", "energy")).toContain("holds no study");
    const begun = join(folder, "begun");
    await syncache("sweep", study, "--out", begun, "--shard", "60/60");
    expect(await refusalOf("plot", begun, "--x", "threshold", "--y", "energy")).toMatch(/no run .* is recorded yet/);
  });
});
