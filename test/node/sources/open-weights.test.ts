import { existsSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWeights } from "../../../src/node/sources/open-weights.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { place, rowsOf, type WrittenFile, writtenFiles } from "../../sources/files.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
const name = ({ name: one }: WrittenFile): string => one;
const read = writtenFiles.filter(({ rows }) => rows !== undefined);

/** A checkpoint stands twice, as two moments. */
const open = (file: WrittenFile) =>
  file.checkpoint
    ? openWeights([place(folder, file), place(folder, file, `again-${file.name}`)], file.options)
    : openWeights([place(folder, file)], file.options);

describe("files that NumPy, PyTorch and h5py wrote", () => {
  it.each(read.map((file) => [name(file), file] as const))("%s is read as it was written", async (_, file) => {
    const trajectory = await open(file);
    const rows = file.checkpoint ? [file.rows![0]!, file.rows![0]!] : file.rows!;
    expect(trajectory).toMatchObject({
      ...{ kind: "rows", synapseCount: rows[0]!.length, stepCount: rows.length - 1 },
      checkpoints: file.checkpoint === true,
    });
    expect(await rowsOf(trajectory)).toEqual(rows);
    const shapes = file.shapes ?? (file.shape && [file.shape]);
    if (shapes !== undefined) expect(trajectory.tensors.map(({ shape }) => shape)).toEqual(shapes);
    if (file.neuronAxes !== undefined)
      expect(trajectory.tensors.map(({ neuronAxis }) => neuronAxis)).toEqual(file.neuronAxes);
    if (file.leftOut !== undefined) expect(trajectory.description).toContain(file.leftOut);
  });

  it.each(read.map((file) => [name(file), file] as const))("%s is read in parts of its synapses", async (_, file) => {
    const trajectory = await open(file);
    const count = trajectory.synapseCount;
    for (const [start, end] of [
      [0, 1],
      [count - 1, count],
      [count >> 1, count],
      [1, count - 1],
    ] as const) {
      if (start >= end) continue;
      const expected = file.rows!.map((row) => row.slice(start, end));
      expect((await rowsOf(trajectory, { start, end })).slice(0, expected.length)).toEqual(expected);
    }
  });

  const refused = writtenFiles.filter((file) => file.refused !== undefined);
  it.each(refused.map((file) => [name(file), file] as const))(
    "%s is refused, and nothing is executed",
    async (_, file) => {
      const attempt = openWeights([place(folder, file)], { axis: "time" });
      await expect(attempt).rejects.toThrow(UsageError);
      await expect(attempt).rejects.toThrow(file.refused);
      expect(existsSync("hostile-pickle-was-executed")).toBe(false);
    },
  );
});

describe("several files", () => {
  const array = writtenFiles.find(({ name: one }) => one === "three-axes.npy")!;

  it("are a row each, in natural order, from a folder, a pattern or a list", async () => {
    const inner = mkdtempSync(join(folder, "checkpoints-"));
    const files = ["step10.npy", "step9.npy", "step1.npy"].map((as) => place(inner, array, as));
    for (const paths of [[inner], [join(inner, "step*.npy")], files]) {
      const trajectory = await openWeights(paths);
      expect(trajectory).toMatchObject({ checkpoints: true, stepCount: 2, synapseCount: 24 });
      expect(await rowsOf(trajectory)).toEqual([1, 2, 3].map(() => array.rows!.flat()));
    }
  });

  it("must hold the same tensors", async () => {
    const inner = mkdtempSync(join(folder, "mixed-"));
    place(inner, array, "a.npy");
    const other = place(inner, writtenFiles[0]!, "b.npy");
    const trajectory = await openWeights([inner]);
    await expect(rowsOf(trajectory)).rejects.toThrow(`${other}: must hold the same tensors as`);
  });
});
