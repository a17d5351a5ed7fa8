import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourceOptions } from "../../src/sources/options.js";
import type { WeightTrajectory } from "../../src/sources/trajectory.js";

/** A file that another program wrote, and what is in it (test/fixtures/weights/make.py). */
export interface WrittenFile {
  name: string;
  base64: string;
  /** Every row with all synapses. */
  rows?: number[][];
  options?: SourceOptions;
  /** Whether it holds the weights of one moment. */
  checkpoint?: boolean;
  shape?: number[];
  shapes?: number[][];
  neuronAxes?: number[];
  /** A tensor that is named and left out. */
  leftOut?: string;
  /** Words of the refusal. */
  refused?: string;
}

const path = fileURLToPath(new URL("../fixtures/weights/files.json", import.meta.url));
export const writtenFiles: WrittenFile[] = JSON.parse(readFileSync(path, "utf8")).files;

/** Puts a file into a folder, and returns its path. */
export function place(folder: string, { name, base64 }: WrittenFile, as = name): string {
  const file = join(
    folder,
    as.replace(/[<>|]/g, (order) => ({ "<": "little-", ">": "big-" })[order] ?? ""),
  );
  writeFileSync(file, Buffer.from(base64, "base64"));
  return file;
}

/** All rows of a trajectory, each with the synapses that are asked for. */
export async function rowsOf(
  trajectory: WeightTrajectory,
  synapses?: { start: number; end: number },
): Promise<number[][]> {
  if (trajectory.kind !== "rows") throw new Error("these are events");
  const rows: number[][] = [];
  for await (const { rowCount, weights } of trajectory.rows(synapses)) {
    const width = weights.length / rowCount;
    for (let row = 0; row < rowCount; row++) rows.push(Array.from(weights.subarray(row * width, (row + 1) * width)));
  }
  return rows;
}
