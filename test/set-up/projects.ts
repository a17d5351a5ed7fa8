import { readdirSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** What `npm run test:quick` runs: the ideas and the engines, in one process each, without the built program. */
const quickRooms = "math schema caching theory tasks kernels perceptron mlp spiking jobs report protocol account".split(
  " ",
);
const quickFiles = ["architecture.test.ts", "doors.test.ts", "quick.test.ts"];
/** What it leaves out of these rooms: large networks and tasks, which take as long as all others together. */
export const slowFiles = [
  "account/mnist-runs.test.ts",
  "mlp/fast.test.ts",
  "mlp/mnist.test.ts",
  "perceptron/extreme-sizes.test.ts",
  "perceptron/search/optimal-threshold.test.ts",
  "perceptron/short-runs.test.ts",
  "perceptron/wide-transients.test.ts",
];

/** Every file of tests, from `test/` on, with slashes. */
export const testFiles: string[] = readdirSync(tests, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => name.endsWith(".test.ts"));

/** One runs a program, the other is about what a process has not learned yet. */
const alone = ["paper/deviations.test.ts", "perceptron/short-runs.test.ts"];

/** What takes its time and starts no program: drawing, large networks and tasks. It shares what it imports as the quick tests do. */
const isSlow = (name: string): boolean =>
  (name.startsWith("paper/") || slowFiles.includes(name)) && !alone.includes(name);

const isQuick = (name: string): boolean =>
  quickFiles.includes(name) || (quickRooms.includes(name.split("/")[0]!) && !slowFiles.includes(name));

/** The files of the projects of `vitest.config.ts`; together they are all of them. */
export const quick = testFiles.filter(isQuick);
export const slow = testFiles.filter(isSlow);
export const thorough = testFiles.filter((name) => !isQuick(name) && !isSlow(name));
