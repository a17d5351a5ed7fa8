import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { npy } from "../account/npy.js";
import { inProcess } from "./in-process.js";
import { temporaryFolder } from "./run-cli.js";

/** Three checkpoints of two weights, in files of these names. */
function checkpoints(...names: string[]): string {
  const folder = join(temporaryFolder(), "run");
  mkdirSync(folder);
  for (const [k, name] of names.entries()) writeFileSync(join(folder, name), npy(Float32Array.of(k, -k), [2]));
  return folder;
}

it.each([
  [["ckpt-0.npy", "ckpt-100.npy", "ckpt-500.npy"], { least: 100, most: 400 }, "100 to 400", "100 to 400 steps apart"],
  [["a.npy", "b.npy", "c.npy"], null, "not known", "how many steps lie between is not known"],
  [["step1.npy", "step2.npy", "step3.npy"], { least: 1, most: 1 }, "1", "one of every step"],
])("says how many steps lie between %j", async (names, stepsBetween, told, remark) => {
  const folder = checkpoints(...names);
  const { stdout, stderr } = await inProcess("account", folder, "--json");
  expect(JSON.parse(stdout).source).toMatchObject({ checkpoints: true, stepsBetween });
  expect(stderr).toContain(remark);
  const text = (await inProcess("account", folder)).stdout;
  expect(text).toMatch(new RegExp(`^ +of training, each +${told}$`, "m"));
});

it("charges cells for all steps between checkpoints, and says what it has not seen", async () => {
  const cells = "--volatile-device sram-22nm --persistent-device pcm --step-seconds 0.01 --weight-range 4".split(" ");
  const caching = ["--policy", "local-local", "--threshold", "9", ...cells];
  const devicesOf = async (folder: string) =>
    JSON.parse((await inProcess("account", folder, ...caching, "--json")).stdout).devices[0];
  const [every, tenth] = [
    checkpoints("step1.npy", "step2.npy", "step3.npy"),
    checkpoints("step10.npy", "step20.npy", "step30.npy"),
  ];
  const [dense, sparse] = [await devicesOf(every), await devicesOf(tenth)];
  expect(sparse.holdingJoule.value).toBeCloseTo(10 * dense.holdingJoule.value, 15);
  expect(sparse.lifetimeSecond.value).toBe(10 * dense.lifetimeSecond.value);
  const unseen = "Joules are at least these, trainings at most";
  expect((await inProcess("account", tenth, ...caching)).stdout).toContain(unseen);
  expect((await inProcess("account", every, ...caching)).stdout).not.toContain(unseen);
});

it("names the first file and the last, whose order is that of their numbers", async () => {
  const folder = checkpoints("epoch2.npy", "epoch10.npy", "init.npy");
  const { description } = JSON.parse((await inProcess("account", folder, "--json")).stdout).source;
  expect(description).toContain("3 files, epoch2.npy to init.npy");
});

it("says nothing of steps where every row is one", async () => {
  const file = join(temporaryFolder(), "weights-100.npy");
  writeFileSync(file, npy(Float32Array.of(0, 1), [2, 1]));
  expect(JSON.parse((await inProcess("account", file, "--json")).stdout).source).not.toHaveProperty("stepsBetween");
  expect((await inProcess("account", file)).stdout).not.toContain("of training");
});
