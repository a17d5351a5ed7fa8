import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { type CommandName, commandNames, commands } from "../../src/cli/commands.js";
import { flagOf } from "../../src/cli/flag-words.js";
import { examplesOf } from "../../src/cli/help/examples.js";
import { headings } from "../../src/cli/help/groups.js";
import { displayWidth } from "../../src/cli/printing/display-width.js";
import { mlpSchema } from "../../src/mlp/parameters.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { metaOf } from "../../src/schema/parameter.js";
import { impliedValues } from "../../src/schema/where-given.js";
import { spikingSchema } from "../../src/spiking/parameters.js";
import { npy } from "../account/npy.js";
import { inProcess } from "./in-process.js";
import { start, temporaryFolder } from "./run-cli.js";

beforeEach(() => {
  for (const name of ["COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"]) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

async function pageOf(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await inProcess(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

const pages: string[][] = [
  ["--help"],
  ["help"],
  ...commandNames.flatMap((name) => [
    [name, "--help"],
    ["help", name],
  ]),
];

/** The items of a page, a flag or an argument each: its left side and all of its text. */
function itemsOf(page: string): { left: string; text: string; lineCount: number }[] {
  return page
    .split(/\n(?= {2}\S)/)
    .slice(1)
    .map((item) => {
      const [whole = ""] = item.split("\n\n");
      const [, left = "", text = ""] = /^ {2}(.*?)(?: {2,}|\n\s+|$)([\s\S]*)$/.exec(whole) ?? [];
      return { left, text: text.replaceAll(/\s+/g, " "), lineCount: text.split("\n").length };
    });
}

describe.each(pages.map((args) => [args.join(" "), args] as const))("the page of syncache %s", (_, args) => {
  it.each([80, 72, 60, 59, 40])("fits into %d columns", async (width) => {
    // Without COLUMNS, and without a terminal, it is 80.
    if (width < 80) vi.stubEnv("COLUMNS", String(width));
    const page = await pageOf(...args);
    const tooLong = page.split("\n").filter((line) => displayWidth(line) > width);
    expect(tooLong).toEqual([]);
    expect(page.split("\n").filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it("is no wider in a wide terminal, and no narrower than 40 columns", async () => {
    const page = await pageOf(...args);
    vi.stubEnv("COLUMNS", "40");
    const narrow = await pageOf(...args);
    vi.stubEnv("COLUMNS", "300");
    expect(await pageOf(...args)).toBe(page);
    vi.stubEnv("COLUMNS", "9");
    expect(await pageOf(...args)).toBe(narrow);
  });

  it("is plain in a pipe and where NO_COLOR asks for it, and has bold headings else", async () => {
    const plain = await pageOf(...args);
    expect(plain).not.toContain("\x1b");
    vi.stubEnv("FORCE_COLOR", "1");
    const styled = await pageOf(...args);
    expect(styled).toContain("\x1b[1mUsage:\x1b[22m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what makes a terminal write in bold begins with one.
    expect(styled.replaceAll(/\x1b\[\d+m/g, "")).toBe(plain);
    vi.stubEnv("NO_COLOR", "1");
    expect(await pageOf(...args)).toBe(plain);
  });

  it("has names in the left column, and no lists of choices", async () => {
    const flags = itemsOf(await pageOf(...args)).filter(({ left }) => left.startsWith("-"));
    expect(flags.length).toBeGreaterThanOrEqual(2);
    for (const { left } of flags) expect(left).not.toContain("|");
  });
});

describe.each(commandNames)("the page of %s", (name) => {
  it("has every flag below a heading, in the order of the headings", async () => {
    const page = await pageOf(name, "--help");
    const found = page.match(/^[A-Z]\w+:$/gm)!.filter((heading) => !["Arguments:", "Examples:"].includes(heading));
    expect(found).toEqual(Object.values(headings).filter((heading) => found.includes(heading)));
    const flags = (await commands[name].load()).options.map(({ long }) => long);
    for (const flag of flags) expect(page).toMatch(new RegExp(`^ {2}${flag}( |$)`, "m"));
  });

  it("ends with two examples of this command", async () => {
    const examples = examplesOf(name);
    expect(examples).toHaveLength(2);
    for (const example of examples) expect(example).toMatch(new RegExp(`^syncache ${name} `));
    const [, last] = (await pageOf(name, "--help")).split("Examples:\n");
    expect(last!.replaceAll(/ \\\n +/g, " ")).toBe(examples.map((example) => `  ${example}\n`).join(""));
  });
});

describe.each([
  ["perceptron", perceptronSchema],
  ["mlp", mlpSchema],
  ["spiking", spikingSchema],
] as [CommandName, z.ZodObject][])("the page of %s", (name, schema) => {
  it("says of every parameter what it is, its range with the unit, and its default", async () => {
    const items = itemsOf(await pageOf(name, "--help"));
    const defaults: Record<string, unknown> = { ...Object.fromEntries(impliedValues(schema)), ...schema.parse({}) };
    for (const [key, field] of Object.entries(schema.shape)) {
      const { help, isSwitch, isText } = metaOf(field as z.ZodType);
      const { text } = items.find(({ left }) => left.split(" ")[0] === flagOf(key))!;
      expect(text).toContain(help.text);
      if (isSwitch) continue;
      const range = help.allowed ?? "";
      expect(range === "", `range of ${key}`).toBe(isText === true);
      const fallback = (defaults[key] ?? null) === null ? "" : `default: ${defaults[key]}`;
      if (range === "" && fallback === "") continue;
      expect(text).toContain(`[${[range, fallback].filter((part) => part !== "").join("; ")}]`);
    }
  });
});

it("no paragraph of more than three lines stands on two pages", async () => {
  const long: string[] = [];
  for (const name of commandNames) {
    const page = await pageOf(name, "--help");
    // The notes between flags and examples are paragraphs, too.
    const notes = page.split("\n\n").filter((part) => !/^(\S+:|Usage:.*)$/m.test(part.split("\n")[0]!));
    const items = itemsOf(page).filter(({ lineCount }) => lineCount > 3);
    long.push(...items.map(({ text }) => text), ...notes.filter((part) => part.split("\n").length > 3));
    if (name === "perceptron") expect(page).toContain("Policies, and what they consolidate:\n  none: ");
    else expect(page).not.toContain("Policies, and");
  }
  expect(long).toEqual([...new Set(long)]);
});

describe("every example", () => {
  const folder = temporaryFolder();
  const study = `name: help
learner: perceptron
parameters: { patternCount: 10, inputCount: 20 }
grid: { policy: [local-local, local-global], threshold: [1, 2, 4] }
seeds: 1..2
`;
  const protocol = `name: help
patterns: { weak: { active: 1..20 } }
phases: [{ present: weak }, { idle: 5 }, { test: after a pause }]
`;

  it("does what it says, one after the other in one folder", { timeout: 240_000 }, async () => {
    writeFileSync(join(folder, "study.yaml"), study);
    writeFileSync(join(folder, "protocol.yaml"), protocol);
    // Two synapses over three steps.
    writeFileSync(join(folder, "weights.npy"), npy(Float32Array.from([0, 0, 1, 0, 1, 1, 2, 0]), [4, 2]));
    for (const name of ["syncache", ...commandNames]) {
      for (const example of examplesOf(name)) {
        const { status, stderr } = await start(example.split(" ").slice(1), { cwd: folder }).ended;
        expect(status, `${example}\n${stderr}`).toBe(0);
      }
    }
  });
});
