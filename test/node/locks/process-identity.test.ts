import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { identityOfThisProcess, stateOf } from "../../../src/node/locks/process-identity.js";

const identity = identityOfThisProcess();

it("knows this process", () => {
  expect(identity.pid).toBe(process.pid);
  expect(stateOf(identity)).toBe("alive");
  // Names of hosts say nothing.
  expect(stateOf({ ...identity, host: "elsewhere" })).toBe("alive");
});

it("tells a process from another of the same number", () => {
  expect(stateOf({ ...identity, startedAs: "before" })).toBe("dead");
});

it("knows that a process has ended", async () => {
  const child = spawn(process.execPath, ["--eval", ""]);
  const pid = child.pid!;
  await once(child, "exit");
  expect(stateOf({ ...identity, pid })).toBe("dead");
});

it.each([
  ["another start of the system", { bootId: "another" }],
  ["another container", { namespaces: "pid:[1]" }],
  ["a place that is not told", { namespaces: null }],
  ["a system without a number of its start", { bootId: null }],
  ["a start that is not told", { startedAs: null }],
])("calls nothing dead that it cannot see, as from %s", (_, claim) => {
  expect(stateOf({ ...identity, pid: 4_194_303, ...claim })).toBe("unknown");
});

it("takes what an earlier version wrote for alive where it is, and for nothing else", () => {
  const { host, pid, startedAs } = identity;
  expect(stateOf({ host, pid, startedAs })).toBe("alive");
  expect(stateOf({ host, pid, startedAs: "before" })).toBe("unknown");
  expect(stateOf({ host: "elsewhere", pid, startedAs })).toBe("unknown");
});
