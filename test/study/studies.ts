import { readFileSync, writeFileSync } from "node:fs";
import { csvParse } from "d3-dsv";
import { expect } from "vitest";
import { syncache } from "../cli/run-cli.js";

/** Fifty jobs a value of `patternCount`, of a millisecond each. */
export const smallStudy = (patternCounts: readonly number[], name = "small study"): string => `name: ${name}
learner: perceptron
parameters: { inputCount: 100 }
grid:
  patternCount: [${patternCounts.join(", ")}]
  threshold: [0.5, 1.5, 2.5, 5.5, .inf]
  policy: [local-local, local-global]
seeds: 1..5
`;

export function writeStudy(file: string, text: string): string {
  writeFileSync(file, text);
  return file;
}

/** Runs what is left of a study to its end. */
export async function sweep(...args: string[]): Promise<{ recordedCount: number; stderr: string }> {
  const { status, stdout, stderr } = await syncache("sweep", ...args, "--json");
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return { ...JSON.parse(stdout), stderr };
}

export async function collect(folder: string): Promise<{ rowCount: number; jobCount: number; files: string[] }> {
  const { status, stdout, stderr } = await syncache("sweep", "--collect", folder, "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** The text of results.csv without its columns about time. */
export function tableWithoutTimes(folder: string): string {
  const rows = csvParse(readFileSync(`${folder}/results.csv`, "utf8"));
  const keys = rows.columns.filter((key) => !/duration|started|finished/i.test(key));
  // These columns hold no commas and no quotes, so that this is what the file says.
  return [keys.join(","), ...rows.map((row) => keys.map((key) => row[key]).join(","))].join("\n");
}
