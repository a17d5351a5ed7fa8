import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (name: string): string => readFileSync(new URL(`../../src/kernels/${name}`, import.meta.url), "utf8");

/** What a function or a constant of a source says, in the words of TypeScript. */
function bodyOf(source: string, pattern: RegExp): string {
  const [, body] = pattern.exec(source) ?? expect.fail(`${pattern} is not there`);
  return body!
    .replaceAll(/(?<![.\w])abs\(/g, "Math.abs(")
    .replaceAll("<f64>", "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

// Numbers that only their last digits tell apart would decide, in one of the two, that a run is certain.
it("what s has gathered before it cancelled is the same expression in the kernel and around it", () => {
  const pattern = /function gathered\(transient: \w+, decayed: \w+, largestChange: \w+\): \w+ \{([^}]*)\}/;
  const [kernel, around] = [read("assembly/perceptron-real/decide.ts"), read("perceptron-real.ts")];
  expect(bodyOf(kernel, pattern)).toBe(bodyOf(around, pattern));
});

it("and so is the part of it that is uncertain", () => {
  const pattern = /const UNCERTAINTY(?:: \w+)? = ([^;]+);/;
  const [kernel, around] = [read("assembly/perceptron-real/doubt.ts"), read("perceptron-real.ts")];
  expect(bodyOf(kernel, pattern)).toBe(bodyOf(around, pattern));
});
