import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { identityOfThisProcess, isAlive, isOfThisHost } from "../../src/study/process-identity.js";

it("knows this process", () => {
  const identity = identityOfThisProcess();
  expect(identity.pid).toBe(process.pid);
  expect(isAlive(identity)).toBe(true);
  expect(isOfThisHost(identity)).toBe(true);
  expect(isOfThisHost({ ...identity, host: "elsewhere" })).toBe(false);
});

it("tells a process from another of the same number", () => {
  expect(isAlive({ ...identityOfThisProcess(), startedAs: "before" })).toBe(false);
  expect(isAlive({ ...identityOfThisProcess(), startedAs: null })).toBe(false);
});

it("knows that a process has ended", async () => {
  const child = spawn(process.execPath, ["--eval", ""]);
  const pid = child.pid!;
  await once(child, "exit");
  expect(isAlive({ ...identityOfThisProcess(), pid })).toBe(false);
});
