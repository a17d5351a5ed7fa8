import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { npy } from "../account/npy.js";
import { walkFile } from "../account/walk.js";
import { inProcess, refusalOf } from "./in-process.js";
import { program, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const file = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const walk = file("walk.npy", walkFile());

async function documentOf(...args: string[]) {
  const { status, stdout } = await inProcess("account", ...args, "--json");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

/** An array for each row, as a simulator pipes them. */
function framesOf(rows: readonly number[][]): Uint8Array {
  return Buffer.concat(rows.map((row) => npy(Float32Array.from(row), [row.length])));
}

describe("syncache account", () => {
  it("counts a trajectory as by hand", async () => {
    // One synapse at 0, 2, 3, 3, 1 under |s| > 1: 2 is written, then 1 is held over two steps, then −1 makes it 0.
    const path = file("hand.npy", npy(Float64Array.from([0, 2, 3, 3, 1]), [5, 1]));
    const { learner, runs } = await documentOf(
      path,
      "--policy",
      "local-local",
      "--threshold",
      "1",
      "--maintenance-cost",
      "0.5",
    );
    expect(learner).toBe("account");
    expect(runs).toEqual([
      {
        energy: 2 + 1 + 0.5 * 2,
        consolidationEnergy: 3,
        maintenanceEnergy: 1,
        changeEnergy: 0,
        persistentMaintenanceEnergy: 0,
        minimalEnergy: 1,
        inefficiency: 4,
        writeCount: 2,
        largestWriteCount: 2,
        stepCount: 4,
        synapseCount: 1,
      },
    ]);
  });

  it("says of a sample, of decay and of what is not defined what has to be known", async () => {
    const args = [
      "--policy",
      "local-local",
      "--threshold",
      "0.05",
      "--sample",
      "20",
      "--decay-time",
      "50",
      "--offline-optimum",
    ];
    const { status, stdout, stderr } = await inProcess("account", walk, ...args);
    expect(status).toBe(0);
    expect(stderr).toContain("syncache: open loop: the network learned without it.");
    expect(stderr).toContain("estimated from a sample of synapses");
    expect(stderr).toContain("there is no offline optimum, and no regret: s decays");
    expect(stdout).toMatch(/energy .* … /);
  });

  it("joins parts to the bytes of the whole", async () => {
    const setting = ["--policy", "local-excess", "--threshold", "0.05", "--offline-optimum"];
    for (const index of [1, 2, 3]) {
      const out = join(folder, `part-${index}`);
      const { status } = await inProcess("account", walk, ...setting, "--shard", `${index}/3`, "--out", out);
      expect(status).toBe(0);
    }
    const parts = [3, 1, 2].map((index) => join(folder, `part-${index}`, "account.json"));
    expect(await documentOf("--merge", ...parts)).toEqual(await documentOf(walk, ...setting));
    expect(await refusalOf("account", "--merge", parts[0]!, parts[1]!)).toContain("part 2 is missing");
    expect(await refusalOf("account", "--merge", walk)).toContain("walk.npy");
  });

  it("draws what it has found", async () => {
    const out = join(folder, "drawn");
    const { status } = await inProcess("account", walk, "--policy", "local-local", "--threshold", "0.1", "--out", out);
    expect(status).toBe(0);
    const figures = ["synapse", "threshold", "writes"].flatMap((name) =>
      ["csv", "png", "svg"].map((ending) => `account-${name}.${ending}`),
    );
    expect(readdirSync(out).sort()).toEqual([...figures, "account.csv", "account.json"].sort());
    const rows = readFileSync(join(out, "account-writes.csv"), "utf8").trim().split("\n").slice(1);
    expect(rows.reduce((sum, row) => sum + Number(row.split(",").at(-1)), 0)).toBe(500);
  });

  it("takes arrays from standard input, one a step", async () => {
    const child = spawn(process.execPath, [
      program,
      "account",
      "-",
      "--json",
      "--threshold",
      "auto",
      "--policy",
      "local-local",
    ]);
    let stdout = "";
    child.stdout.on("data", (text: Buffer) => {
      stdout += text;
    });
    child.stdin.end(
      framesOf([
        [0, 0, 0],
        [1, 0, 2],
        [1, 1, 0],
        [2, 1, 1],
      ]),
    );
    const [status] = await once(child, "close");
    expect(status).toBe(0);
    const [{ energy, minimalEnergy, stepCount, foundThreshold }] = JSON.parse(stdout).runs;
    // Holding is free: everything is consolidated in the end, and nothing before.
    expect({ energy, minimalEnergy, stepCount, foundThreshold }).toEqual({
      energy: 4,
      minimalEnergy: 4,
      stepCount: 3,
      foundThreshold: "Infinity",
    });
  });

  it("refuses what is no trajectory, and flags that do not fit, with the place", async () => {
    const bad = Float32Array.from({ length: 40 }, (_, k) => (k === 23 ? Number.NaN : k));
    const message = await refusalOf("account", file("nan.npy", npy(bad, [10, 4])));
    expect(message).toMatch(/nan\.npy.*NaN/s);
    expect(await refusalOf("account", file("one.npy", npy(bad.slice(0, 4), [1, 4])))).toMatch(
      /one time step|one row|at least 2/,
    );
    expect(await refusalOf("account", walk, "--shard", "4/3")).toContain("--shard must be i/n with 1 ≤ i ≤ n");
    expect(
      await refusalOf("account", walk, "--shard", "1/2", "--threshold", "auto", "--policy", "local-local"),
    ).toContain("each part would find another threshold");
    expect(await refusalOf("account", walk, "--sample", "5", "--policy", "local-global")).toContain(
      "--sample must be left out",
    );
    expect(await refusalOf("account", walk, "--neurons", "0")).toContain("--neurons must be an integer ≥ 1");
    expect(await refusalOf("account", walk, "--step", "-1")).toContain("--step must be a number > 0");
    expect(await refusalOf("account", "-", walk)).toContain("must be the only source");
  });
});
