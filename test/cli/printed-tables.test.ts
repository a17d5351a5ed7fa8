import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CommandName, commands } from "../../src/cli/commands.js";

let printed: string[] = [];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What a command prints on a terminal of so many columns. */
async function print(name: CommandName, flags: string, columns = ""): Promise<string> {
  vi.stubEnv("COLUMNS", columns);
  printed = [];
  const command = await commands[name].load();
  await command.parseAsync(flags.split(" "), { from: "user" });
  return printed.join("\n");
}

const small = "--input-count 20 --pattern-count 20";

/** The number below a heading, in the first row of a table. */
function cellBelow(text: string, heading: string): number {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.split(/ {2,}/).includes(heading));
  const column = lines[at]!.trim().split(/ {2,}/).indexOf(heading);
  return Number(lines[at + 1]!.trim().split(/ {2,}/)[column]!.replaceAll("\u202f", ""));
}

describe("what learners print", () => {
  it("has seeds and given thresholds in full", async () => {
    const text = await print("perceptron", `${small} --seed 20240105 --runs 2 --threshold 1.234567`);
    expect(text).toMatch(/^ +20240105 .* 1\.234567 /m);
    expect(text).toMatch(/^ +20240106 /m);
    expect(await print("spiking", "--max-epochs 2 --seed 20240105")).toMatch(/^ +20240105 /m);
    expect(await print("mlp", "--max-patterns 9 --seed 20240105 --threshold 0.0123456")).toMatch(
      /threshold 0\.0123456[\s\S]*^Seed 20240105:$/m,
    );
  });

  it("has parts of the energy that add up to it", async () => {
    const text = await print("perceptron", `${small} --change-cost 0.2 --persistent-maintenance-cost 0.01`);
    const parts = ["consolidation", "maintenance", "change", "persistent maintenance"];
    const sum = parts.reduce((total, part) => total + cellBelow(text, part), 0);
    expect(cellBelow(text, "change")).toBeGreaterThan(0);
    expect(cellBelow(text, "persistent maintenance")).toBeGreaterThan(0);
    // Every part and the energy are rounded to four digits.
    expect(Math.abs(sum / cellBelow(text, "energy") - 1)).toBeLessThan(5 * 0.5e-3);
    expect(await print("perceptron", small)).not.toContain("change ");
  });

  it.each<[name: CommandName, flags: string, told: string]>([
    [
      "perceptron",
      `${small} --change-cost 0.2 --cost-exponent 2 --potentiation-only --max-epochs 50 --engine reference`,
      ", change cost 0.2, cost exponent 2, potentiation only, max epochs 50, engine reference",
    ],
    ["perceptron", `${small} --persistent-maintenance-cost 0.0012345`, ", persistent maintenance cost 0.0012345"],
    ["mlp", "--max-patterns 9 --learning-rate 0.05 --evaluate-every 5", ", learning rate 0.05, evaluate every 5"],
    ["mlp", "--max-patterns 9 --target-accuracy 0.9", ", target accuracy 0.9, max patterns 9"],
    ["spiking", "--max-epochs 2 --engine reference", ", max epochs 2, engine reference"],
    ["theory", "--threshold 5.12345 --error-rate 0.1", "threshold 5.12345, error rate 0.1 and decay time ∞"],
  ])("tells the parameters that are not the default: %s %s", async (name, flags, told) => {
    expect((await print(name, flags)).split("\n")[0]).toContain(told);
  });

  it("says in which unit energies are where the cost of a change is a power of it", async () => {
    const text = await print("perceptron", `${small} --cost-exponent 2`);
    expect(text).toContain("Energies are in weight units^2, as a persistent change costs |Δl|^α, and thresholds in");
    expect(await print("perceptron", small)).toContain("Energies and thresholds are in weight units; one update");
  });

  it.each<[name: CommandName, flags: string]>([
    [
      "perceptron",
      `${small} --seed 4503599627370000 --runs 3 --threshold 1.23456789 --change-cost 0.2 --persistent-maintenance-cost 1 --cost-exponent 1.5`,
    ],
    ["mlp", "--max-patterns 9 --seed 20240105 --maintenance-cost 0.00012345 --learning-rate 0.012345"],
    ["spiking", "--max-epochs 2 --seed 4503599627370000 --runs 3 --threshold 1.23456e-10 --policy local-global"],
    ["theory", "--threshold 5.12345 --error-rate 0.1234567 --decay-time 12345.678 --maintenance-cost 0.00012345"],
  ])("fits a terminal of 80 columns: %s %s", async (name, flags) => {
    for (const line of (await print(name, flags, "80")).split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});
