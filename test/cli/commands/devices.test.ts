import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deviceProfiles } from "../../../src/devices/profiles.js";
import { parseNpy } from "../../../src/tasks/npy.js";
import { inProcess, refusalOf } from "../in-process.js";
import { temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();

async function syncache(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await inProcess(...args);
  expect(status, stderr).toBe(0);
  return stdout;
}

const documentOf = async (...args: string[]) => JSON.parse(await syncache(...args, "--json"));

const small = ["--input-count", "40", "--pattern-count", "40", "--policy", "local-local"];
const cells = ["--volatile-device", "3t1c", "--persistent-device", "rram-analog", "--step-seconds", "1e-6"];

describe.concurrent("syncache devices", () => {
  it("lists every cell, and biological estimates apart from them", async () => {
    const text = await syncache("devices");
    for (const { name } of deviceProfiles) expect(text).toContain(name);
    const [, biology] = text.split("Not cells, but biological estimates:");
    expect(biology).toContain("Drosophila: 0.01 J");
    expect(biology).toMatch(/transmission: 0\.067 \(0\.04 to 0\.112\) share/);
  });

  it("lists cells of one kind", async () => {
    const { devices } = await documentOf("devices", "--kind", "volatile");
    expect(devices).toEqual(deviceProfiles.filter(({ kind }) => kind === "volatile"));
    expect(await refusalOf("devices", "--kind", "fast")).toMatch(/volatile, persistent/);
  });

  it("has all of it as JSON", async () => {
    const document = await documentOf("devices");
    expect(document.devices).toEqual(deviceProfiles);
    expect(document.biology.estimates).toHaveLength(2);
  });
});

describe.concurrent("syncache explain", () => {
  it.each(deviceProfiles.map(({ name }) => name))("says where every number of %s is from", async (name) => {
    const text = await syncache("explain", name);
    const profile = deviceProfiles.find((one) => one.name === name)!;
    const numbers = JSON.stringify(profile).match(/"read":/g)!;
    expect(text.match(/^ {4}(read in|second-hand, after) https:\/\/\S+: ./gm)).toHaveLength(numbers.length);
    expect((await documentOf("explain", name)).device).toEqual(profile);
  });

  it("says what was not found", async () => {
    expect(await syncache("explain", "ecram")).toContain("Not found: the energy of a write, endurance");
  });

  it("keeps biology apart", async () => {
    expect(await syncache("explain", "biology")).toContain("no joule is computed from them");
  });

  it("says which name may have been meant", async () => {
    expect(await refusalOf("explain", "sttmram")).toMatch(/got "sttmram"\. Did you mean "stt-mram"\?/);
  });
});

describe.concurrent("joules of a learner", () => {
  it("are told with the step and the range, and go into the document", async () => {
    const flags = ["perceptron", ...small, ...cells, "--weight-range", "32", "--runs", "2"];
    const text = await syncache(...flags);
    const heading = "3t1c in front of rram-analog (a step of 10⁻⁶ s, a cell that covers 32 of weight";
    expect(text.replaceAll("1×", "").split(heading)).toHaveLength(3);
    const { devices, runs } = await documentOf(...flags);
    expect(devices).toHaveLength(2);
    for (const [k, run] of runs.entries()) {
      // 52 pJ a write; Σ|Δw| of 100 fJ over the range of 32, each update changing 41 weights by 1.
      expect(devices[k].persistentWriteJoule.value).toBeCloseTo(52e-12 * run.writeCount, 18);
      expect(devices[k].volatileWriteJoule.value).toBeCloseTo((1e-13 * run.updateCount * 41) / 32, 18);
      expect(devices[k].unbufferedJoule.value).toBeCloseTo(52e-12 * run.updateCount * 41, 15);
      expect(devices[k].trainingCount.low).toBeCloseTo(1e4 / run.largestWriteCount, 6);
      expect(devices[k]).toMatchObject({ seed: run.seed, stepSeconds: 1e-6, weightRange: 32, weightBits: 8 });
    }
  });

  it.each(["mlp --max-patterns 200", "spiking --max-epochs 12 --policy local-local"])(
    "are had of %s too",
    async (typed) => {
      const range = typed.startsWith("mlp") ? "4" : "2.5e-9";
      const { devices } = await documentOf(...typed.split(" "), ...cells, "--weight-range", range);
      expect(devices[0].energyJoule.value).toBeGreaterThan(0);
      expect(devices[0].unbufferedJoule.value).toBeGreaterThan(devices[0].persistentWriteJoule.value);
    },
  );

  it("need all four flags, cells of their kinds, and |Δl|", async () => {
    const perceptron = ["perceptron", ...small];
    expect(await refusalOf(...perceptron, "--step-seconds", "1")).toMatch(/--step-seconds needs --volatile-device and/);
    const range = ["--weight-range", "32"];
    expect(await refusalOf(...perceptron, ...cells)).toMatch(/needs --weight-range beside it/);
    const swapped = cells.map((word) => ({ "3t1c": "pcm", "rram-analog": "3t1c" })[word] ?? word);
    expect(await refusalOf(...perceptron, ...swapped, ...range)).toMatch(/--volatile-device must be one of 3t1c/);
    expect(await refusalOf(...perceptron, ...cells, "--weight-range", "0")).toMatch(
      /--weight-range must be a number > 0/,
    );
    expect(await refusalOf(...perceptron, ...cells, ...range, "--cost-exponent", "2")).toMatch(/count as \|Δl\|/);
  });
});

describe.concurrent("writes of a learner", () => {
  it("are counted only where that is asked for", async () => {
    const [plain, counted] = await Promise.all([
      documentOf("perceptron", ...small),
      documentOf("perceptron", ...small, "--count-writes"),
    ]);
    expect(plain.runs[0]).not.toHaveProperty("writeCount");
    expect(plain.parameters).not.toHaveProperty("countWrites");
    expect(counted.runs[0]).toMatchObject(plain.runs[0]);
    const { synapseCount, writeHistogram } = counted.runs[0];
    expect(synapseCount).toBe(41);
    expect(writeHistogram.reduce((sum: number, bin: { synapseCount: number }) => sum + bin.synapseCount, 0)).toBe(41);
  });

  it("are told to a person, with their histogram", async () => {
    const text = await syncache("perceptron", ...small, "--count-writes");
    expect(text).toMatch(/seed +writes +of a synapse +largest/);
    expect(text).toMatch(/Synapses by their writes, seed 1: (\d+: \d+, )*2–3: \d+/);
  });

  it("are written for every synapse, a row a run", async () => {
    const path = join(folder, "writes.npy");
    const { runs } = await documentOf("perceptron", ...small, "--runs", "3", "--writes", path);
    const { shape, data } = parseNpy(readFileSync(path), path);
    expect(shape).toEqual([3, 41]);
    for (const [k, run] of runs.entries()) {
      const row = [...data].slice(41 * k, 41 * (k + 1)).map(Number);
      expect(row.reduce((sum, count) => sum + count, 0)).toBe(run.writeCount);
      expect(Math.max(...row)).toBe(run.largestWriteCount);
    }
  });

  it("are recorded so that verify finds them again", async () => {
    const flags = ["perceptron", ...small, ...cells, "--weight-range", "32", "--write-cost", "0.5", "--out", folder];
    await syncache(...flags);
    const path = join(folder, "perceptron.json");
    expect(JSON.parse(readFileSync(path, "utf8")).devices).toHaveLength(1);
    await syncache("verify", path);
  });
});
