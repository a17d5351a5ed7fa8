import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { program } from "./run-cli.js";

const GIGABYTE = 2 ** 20;

/** Runs the program with so many kB of addresses. */
function within(gigabytes: number, args: string[], node: string[] = [], env: Record<string, string> = {}) {
  const command = 'ulimit -v "$1"; shift; exec "$@"';
  const words = ["-c", command, "bash", `${gigabytes * GIGABYTE}`, process.execPath, ...node, program, ...args];
  const options = { encoding: "utf8" as const, timeout: 50_000, env: { ...process.env, ...env } };
  const { status, stdout, stderr } = spawnSync("bash", words, options);
  return { status, stdout, stderr };
}

const run = ["perceptron", "--input-count", "200", "--pattern-count", "200", "--runs", "2", "--json"];

// 8 GB hold Node and no memory of WebAssembly, which reserves 10 GB. Elsewhere `ulimit -v` has another meaning, or none.
describe.skipIf(process.platform !== "linux")("where addresses are limited to 8 GB", () => {
  it.each([
    ["perceptron, integer kernel", run],
    ["perceptron, real kernel", [...run, "--decay-time", "1000"]],
    ["mlp", ["mlp", "--max-patterns", "10", "--evaluate-every", "10", "--runs", "1"]],
    ["spiking", ["spiking", "--runs", "1"]],
  ])("%s says how to do without", (_, args) => {
    const { status, stdout, stderr } = within(8, args);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^syncache: no memory/),
    });
    expect(stderr).toMatch(/ulimit -v.*NODE_OPTIONS=--disable-wasm-trap-handler.*--engine reference/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("that way gives the same result, as a flag and in the environment", () => {
    const { stdout } = spawnSync(process.execPath, [program, ...run], { encoding: "utf8" });
    const flag = "--disable-wasm-trap-handler";
    expect(stdout).not.toBe("");
    expect(within(8, run, [flag])).toEqual({ status: 0, stdout, stderr: "" });
    expect(within(8, run, [], { NODE_OPTIONS: flag })).toEqual({ status: 0, stdout, stderr: "" });
  });

  it("the reference engine needs nothing else", () => {
    expect(within(8, [...run, "--engine", "reference"])).toMatchObject({ status: 0, stderr: "" });
  });
});
