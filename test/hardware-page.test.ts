import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { expectClose } from "./math/close.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "docs/hardware.md"), "utf8");

/** Thin spaces between thousands are ordinary ones on the page, as fonts differ in them; lines are as long as they come out without a terminal. */
const syncache = (...args: string[]): string =>
  execFileSync(process.execPath, [join(root, "dist", "cli", "main.js"), ...args], {
    env: { ...process.env, COLUMNS: "" },
    encoding: "utf8",
  }).replaceAll("\u202f", " ");

const [block = ""] = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
const [command = "", ...printed] = block.replaceAll(/ \\\n +/g, " ").split("\n");
const args = command.replace("$ syncache ", "").split(" ");

/** Rows of the table of the calculation: the key of the document, an expression of numbers, and what it comes to. */
const steps = [...page.matchAll(/^\| `(\w+)` +\| `([^`]+)` +\| `([^`]+)` +\|/gm)].map(
  ([, key, expression, result]) => ({
    key: key!,
    expression: expression!,
    result: Number(result),
  }),
);

function reckoned(expression: string): number {
  expect(expression).toMatch(/^[\d.e+\-*/() ]+$/);
  return Function(`return ${expression}`)() as number;
}

describe("the decision of docs/hardware.md", () => {
  it("prints what the page says", () => {
    expect(command).toMatch(/^\$ syncache perceptron /);
    expect(syncache(...args).trimEnd()).toBe(printed.join("\n").trimEnd());
  });

  it("is worked by hand from counts of the program, with its result", () => {
    const document = JSON.parse(syncache(...args, "--json"));
    const [run] = document.runs;
    const [costs] = document.devices;
    const known = {
      ...Object.fromEntries(Object.entries(run).filter(([, value]) => typeof value === "number")),
      ...Object.fromEntries(Object.entries<{ value: number } | null>(costs).map(([key, range]) => [key, range?.value])),
    };
    const keys = ["persistentWriteJoule", "volatileWriteJoule", "holdingJoule", "energyJoule", "unbufferedJoule"];
    const others = ["trainingCount", "lifetimeSecond", "writeRatio", "breakEven"];
    expect(steps.map(({ key }) => key)).toEqual(expect.arrayContaining([...keys, ...others, "writeCount"]));
    for (const { key, expression, result } of steps) {
      // The page has four digits, the program all.
      expectClose(reckoned(expression), result, { relative: 5e-4 }, { key });
      expectClose(known[key] as number, result, { relative: 5e-4, absolute: 0 }, { key });
    }
  });
});
