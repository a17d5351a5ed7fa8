import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { mlpSchema } from "../../../src/mlp/parameters.js";
import { idx, tinyDigits, writeFolder } from "../idx-files.js";
import { refusalOf } from "../in-process.js";
import { documentOf, syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
const digits = tinyDigits();
const plain = writeFolder(join(folder, "digits"), digits);
const gzipped = writeFolder(
  join(folder, "gzipped"),
  Object.fromEntries(Object.entries(digits).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)])),
);
const broken = (name: string, files: Record<string, Uint8Array | string>): string =>
  writeFolder(join(folder, name), { ...digits, ...files });

const small = ["--hidden-count", "4", "--max-patterns", "100", "--evaluate-every", "40"];

describe.concurrent("mlp --json", () => {
  it("has a curve for every run, a row an evaluation, the last of them the result", async () => {
    const { learner, parameters, runs } = await documentOf("mlp", "--dataset", plain, ...small);
    expect(learner).toBe("mlp");
    expect(Object.keys(parameters)).toEqual(Object.keys(mlpSchema.parse({})));
    expect(parameters).toMatchObject({ dataset: plain, decayTime: "Infinity", targetAccuracy: null });
    const [{ curve, ...run }] = runs;
    expect(curve.map((row: { patternCount: number }) => row.patternCount)).toEqual([40, 80, 100]);
    expect(Object.keys(curve[0])).toEqual([
      "patternCount",
      "accuracy",
      "energy",
      "consolidationEnergy",
      "maintenanceEnergy",
      "changeEnergy",
      "persistentMaintenanceEnergy",
      "minimalEnergy",
      "inefficiency",
    ]);
    expect(run).toMatchObject({ seed: 1, converged: true, timestepCount: 100, epochCount: 2, ...curve.at(-1) });
  });

  it("does not depend on whether the files are compressed", async () => {
    const of = async (dataset: string) => (await documentOf("mlp", "--dataset", dataset, ...small)).runs;
    expect(await of(gzipped)).toEqual(await of(plain));
  });

  it("is the same to the byte on one thread and on two, seed after seed", async () => {
    // By its size this is worth threads, were there not a target that is reached at once.
    const work = ["mlp", "--dataset", plain, "--max-patterns", "10000000", "--evaluate-every", "40"];
    const target = ["--target-accuracy", "0.05", "--runs", "2", "--seed", "5", "--json"];
    const [two, one] = await Promise.all(["2", "1"].map((jobs) => syncache(...work, ...target, "--jobs", jobs)));
    expect(two!.status).toBe(0);
    expect(one).toEqual(two);
    const { runs } = JSON.parse(two!.stdout);
    expect(runs).toMatchObject([
      { seed: 5, converged: true, patternCount: 40 },
      { seed: 6, converged: true, patternCount: 40 },
    ]);
  });

  it("has no maintenance under policy none, and its energy is all consolidation", async () => {
    const idle = ["--policy", "none", "--maintenance-cost", "2", "--decay-time", "10"];
    const [run] = (await documentOf("mlp", "--dataset", plain, ...small, ...idle)).runs;
    expect(run).toMatchObject({ maintenanceEnergy: 0, consolidationEnergy: run.energy });
  });

  it("ends with 0 and a warning if the target accuracy is not reached", async () => {
    const args = ["mlp", "--dataset", plain, ...small, "--target-accuracy", "1", "--json"];
    const { status, stdout, stderr } = await syncache(...args);
    expect(status).toBe(0);
    expect(stderr).toMatch(/1 of 1 runs did not converge.*--target-accuracy.*--max-patterns/);
    expect(JSON.parse(stdout).runs[0]).toMatchObject({ converged: false, patternCount: 100 });
  });
});

describe.concurrent("mlp", () => {
  it("prints a curve with units for people, and writes JSON, CSV and curve with --out", async () => {
    const out = join(folder, "results");
    const { status, stdout } = await syncache("mlp", "--dataset", plain, ...small, "--decay-time", "50", "--out", out);
    expect(status).toBe(0);
    expect(stdout).toMatch(/4 hidden units.*decay time 50 patterns/);
    expect(stdout).toMatch(/patterns +accuracy +energy +consolidation +maintenance +minimum/);
    expect(stdout).toMatch(/Energies and thresholds are in weight units/);
    expect(readdirSync(out).sort()).toEqual(["mlp-curve.csv", "mlp.csv", "mlp.json"]);
    const { runs } = JSON.parse(readFileSync(join(out, "mlp.json"), "utf8"));
    const curve = csvParse(readFileSync(join(out, "mlp-curve.csv"), "utf8"));
    expect(curve.map((row) => [row.seed, row.patternCount, row.energy])).toEqual(
      runs[0].curve.map((row: { patternCount: number; energy: number }) => [
        "1",
        `${row.patternCount}`,
        `${row.energy}`,
      ]),
    );
  });

  it.each<[what: string, dataset: string, message: RegExp]>([
    ["a data set that is not there", join(folder, "nowhere"), /must be "mnist" or a folder.*got ".*nowhere"/],
    ["a file", join(plain, "t10k-labels-idx1-ubyte"), /must be "mnist" or a folder of IDX files, got/],
    ["a folder with no such files", writeFolder(join(folder, "empty"), {}), /must hold one of train-images-idx3-ubyte/],
    [
      "another magic",
      broken("magic", { "train-images-idx3-ubyte": idx([50, 3, 4], new Uint8Array(600), 0x0d03) }),
      /train-images-idx3-ubyte: .*must begin with 0x00000803, got 0x00000d03/,
    ],
    [
      "images cut short",
      broken("cut", { "train-images-idx3-ubyte": digits["train-images-idx3-ubyte"]!.subarray(0, -1) }),
      /train-images-idx3-ubyte: 50×3×4 takes 600 bytes of data, but the file has 599/,
    ],
    [
      "too few labels",
      broken("count", { "train-labels-idx1-ubyte": idx([49], new Uint8Array(49)) }),
      /train-labels-idx1-ubyte: .*one label for each of the 50 images.*got 49/,
    ],
    [
      "a label 10",
      broken("label", { "t10k-labels-idx1-ubyte": idx([20], new Uint8Array(20).fill(10)) }),
      /t10k-labels-idx1-ubyte: labels must be 0 to 9, got 10 as label 1 of 20/,
    ],
    [
      "test images of another size",
      broken("size", { "t10k-images-idx3-ubyte": idx([20, 2, 2], new Uint8Array(80)) }),
      /of the same size, got 3×4 and 2×2 pixels/,
    ],
    [
      "a corrupt gzip",
      writeFolder(join(folder, "corrupt"), {
        "train-images-idx3-ubyte.gz": gzipSync(digits["train-images-idx3-ubyte"]!).fill(0, 20, 30),
      }),
      /train-images-idx3-ubyte\.gz: must be a complete gzip file, but cannot be decompressed/,
    ],
  ])("refuses %s", async (_, dataset, message) => {
    expect(await refusalOf("mlp", "--dataset", dataset)).toMatch(message);
  });

  it("refuses a data set before any of many runs starts", async () => {
    const many = ["--runs", "100000", "--max-patterns", "100000000"];
    expect(await refusalOf("mlp", "--dataset", join(folder, "nowhere"), ...many)).toMatch(
      /must be "mnist" or a folder/,
    );
  });
});
