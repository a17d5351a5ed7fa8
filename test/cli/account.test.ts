import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deviceCosts, deviceNamed } from "../../src/devices/index.js";
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

describe("memory cells", () => {
  const hand = file("cells.npy", npy(Float64Array.from([0, 2, 3, 3, 1]), [5, 1]));
  const caching = ["--policy", "local-local", "--threshold", "1"];
  const cells = "--volatile-device 3t1c --persistent-device pcm --step-seconds 0.01 --weight-range 4".split(" ");

  it("are charged for what was counted by hand", async () => {
    const { devices } = await documentOf(hand, ...caching, ...cells);
    // 2 is written at once; 1 is held in two steps, and −1 is left at the end. Without a cache there are three writes.
    const use = {
      persistent: { amount: 3, count: 2, largestCount: 2 },
      changes: { amount: 5, count: 3 },
      transientHeld: 2,
      timestepCount: 4,
      synapseCount: 1,
      unbuffered: { amount: 5, count: 3, largestCount: 3 },
    };
    const setting = {
      volatile: deviceNamed("3t1c"),
      persistent: deviceNamed("pcm"),
      stepSeconds: 0.01,
      weightRange: 4,
      weightBits: 8,
    };
    expect(devices).toEqual(JSON.parse(JSON.stringify([deviceCosts(use, setting)])));
  });

  it("are told to a person with the step and the range that they hang on", async () => {
    const { stdout } = await inProcess("account", hand, ...caching, ...cells);
    expect(stdout).toMatch(/3t1c in front of pcm \(a step of 0\.01 s, a cell that covers 4 of weight/);
    expect(stdout).toMatch(/break-even: a persistent write must cost/);
  });

  it("are told of where they forget faster than was counted", async () => {
    const fast = [...caching, ...cells.map((word) => (word === "3t1c" ? "igzo-2t0c" : word))];
    const slow = fast.with(fast.indexOf("0.01"), "50");
    const beware = /beware: igzo-2t0c forgets with τ 2 .*counted with τ ∞; --decay-time 2 /;
    expect((await inProcess("account", hand, ...slow)).stdout).toMatch(beware);
    expect((await inProcess("account", hand, ...slow, "--decay-time", "2")).stdout).not.toContain("beware");
  });

  it("are not told to pay where it is not known what holding takes", async () => {
    const unknown = cells.map((word) => (word === "3t1c" ? "mcu-sram" : word));
    const { stdout } = await inProcess("account", hand, ...caching, ...unknown);
    expect(stdout).toContain("holding in mcu-sram: not known");
    expect(stdout).not.toMatch(/the buffer (pays|does not pay|saves)/);
  });

  it.each([
    [["--shard", "1/2"], "must be left out with --shard"],
    [["--sample", "1"], "must be left out with --sample"],
    [["--cost-exponent", "2"], "needs persistent changes that count as |Δl|"],
  ])("are refused with %j", async (words, why) =>
    expect(await refusalOf("account", hand, ...caching, ...cells, ...words)).toContain(why),
  );

  it("need a policy that caches, and names that are known", async () => {
    expect(await refusalOf("account", hand, ...cells)).toContain("needs a policy that caches, got none");
    const mistyped = cells.map((word) => word.replace("pcm", "pmc"));
    expect(await refusalOf("account", hand, ...caching, ...mistyped)).toMatch(
      /--persistent-device must be one of .*pcm/,
    );
  });

  it("writes and consolidations have a price where they are given one", async () => {
    const [run] = (await documentOf(hand, ...caching, "--write-cost", "2")).runs;
    expect(run).toMatchObject({ writeCount: 2, writeEnergy: 4, consolidationEnergy: 3, energy: 7 });
    // Two synapses of one neuron: both are written at once when one of them exceeds θ, and each once more at the end.
    const pair = file("pair.npy", npy(Float64Array.from([0, 0, 2, 1, 2, 0]), [3, 2]));
    const whole = ["--policy", "local-global", "--threshold", "1.5", "--event-cost", "10"];
    const [together] = (await documentOf(pair, ...whole)).runs;
    expect(together).toMatchObject({ writeCount: 3, eventEnergy: 20, consolidationEnergy: 4, energy: 24 });
    expect((await inProcess("account", pair, ...whole)).stdout).toMatch(/^ +consolidations, each +20$/m);
  });

  it("a threshold is said to change nothing where the policy has none", async () => {
    const said = async (...args: string[]) => (await inProcess("account", hand, ...args)).stderr;
    expect(await said("--threshold", "0.5")).toContain("--policy none, the default, has no threshold");
    expect(await said("--policy", "clock", "--threshold", "0.5")).toContain("so that --threshold 0.5 changes nothing");
    expect(await said("--policy", "local-local", "--threshold", "0.5")).toBe("");
    expect(await said()).toBe("");
  });

  it("a rule for changes of ±1 is not that of weights of others", async () =>
    expect(await refusalOf("account", hand, "--policy", "excess-by-silence")).toContain("--policy must be"));
});

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
    // Of another account there, without a threshold, no figure of the first one is left.
    writeFileSync(join(out, "account-notes.csv"), "mine");
    await inProcess("account", walk, "--policy", "none", "--out", out);
    expect(readdirSync(out)).not.toContain("account-threshold.svg");
    expect(readdirSync(out)).toContain("account-notes.csv");
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
