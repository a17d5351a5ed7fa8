import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/schema/usage-error.js";
import type { SourceOptions } from "../../../src/sources/options.js";
import { frameTrajectory } from "../../../src/sources/stream/frames.js";
import { formatNpy } from "../../../src/tasks/npy.js";
import { rowsOf, writtenFiles } from "../files.js";

/** Bytes in pieces of one length, as a pipe may cut them. */
async function* pieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const joined = (parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const frame = (values: number[], shape = [values.length]) => formatNpy(shape, Float64Array.from(values));
const open = (bytes: Uint8Array, options: SourceOptions = {}, length = 100) =>
  frameTrajectory(pieces(bytes, length), "standard input", options);

const rows = [
  [1, 2, 3],
  [1.5, 2, 3],
  [1.5, 2, -1],
];

describe("arrays one after the other", () => {
  it.each([1, 7, 128, 1e6])("are a row each, in pieces of %i bytes", async (length) => {
    const trajectory = await open(joined(rows.map((row) => frame(row))), {}, length);
    expect(trajectory).toMatchObject({ synapseCount: 3, checkpoints: false, kind: "rows" });
    expect(trajectory.stepCount).toBeUndefined();
    expect(trajectory.tensors).toEqual([{ name: "", shape: [1, 3], neuronAxis: 0 }]);
    expect(await rowsOf(trajectory)).toEqual(rows);
  });

  it("are given in parts", async () => {
    const trajectory = await open(joined(rows.map((row) => frame(row))));
    expect(await rowsOf(trajectory, { start: 1, end: 3 })).toEqual(rows.map((row) => row.slice(1)));
  });

  it("are more than a block holds", async () => {
    const many = Array.from({ length: 9 }, (_, k) => Array.from({ length: 20_000 }, (_, i) => k + i));
    const trajectory = await open(joined(many.map((row) => frame(row))), {}, 65_536);
    expect(await rowsOf(trajectory)).toEqual(many);
  });

  it("keep their shape", async () => {
    const { tensors } = await open(frame([1, 2, 3, 4, 5, 6], [2, 3]), { neuronAxis: 1 });
    expect(tensors).toEqual([{ name: "", shape: [2, 3], neuronAxis: 1 }]);
  });

  it.each(["three-axes.npy", "three-axes-fortran.npy", "<f2.npy", ">f8-fortran.npy", "|b1.npy"])(
    "are what NumPy wrote: %s",
    async (name) => {
      const file = writtenFiles.find((one) => one.name === name)!;
      const bytes = new Uint8Array(Buffer.from(file.base64, "base64"));
      const row = file.rows!.flat();
      expect(await rowsOf(await open(joined([bytes, bytes]), {}, 50))).toEqual([row, row]);
    },
  );

  it.each<[what: string, bytes: Uint8Array, message: string]>([
    ["nothing", new Uint8Array(), "standard input: is empty"],
    ["text", new TextEncoder().encode("epoch 1 of 10\n"), "array 0: must be an array as numpy.save writes it"],
    [
      "text among arrays",
      joined([frame([1]), new TextEncoder().encode("epoch 1 of 10\n")]),
      "array 1: must be an array as numpy",
    ],
    [
      "half an array",
      joined([frame([1, 2]), frame([1, 2]).subarray(0, 140)]),
      "row 1: is truncated: 16 bytes should be there",
    ],
    [
      "half a header",
      joined([frame([1, 2]), frame([1, 2]).subarray(0, 50)]),
      "array 1: the stream ends within its header",
    ],
    [
      "another shape",
      joined([frame([1, 2]), frame([1, 2], [2, 1])]),
      "array 1: all arrays must have the same shape and type, 2 float64",
    ],
    [
      "another type",
      joined([frame([1, 2]), formatNpy([2], Int8Array.of(1, 2))]),
      "array 1: all arrays must have the same shape",
    ],
    [
      "NaN",
      joined([frame([1, 2]), frame([1, Number.NaN])]),
      "row 1, synapse 1: a weight must be a finite number, got NaN",
    ],
  ])("are refused: %s", async (_, bytes, message) => {
    const attempt = async () => rowsOf(await open(bytes));
    await expect(attempt()).rejects.toThrow(UsageError);
    await expect(attempt()).rejects.toThrow(message);
  });
});

describe("one array with an axis of time", () => {
  const whole = formatNpy([3, 3], Float64Array.from(rows.flat()));

  it("is read as it comes", async () => {
    const trajectory = await open(whole, { axis: "time" });
    expect(trajectory).toMatchObject({ stepCount: 2, synapseCount: 3, byteLength: 72 });
    expect(await rowsOf(trajectory)).toEqual(rows);
  });

  it("must be the only one, and have time first", async () => {
    const two = await open(joined([whole, whole]), { axis: "time" });
    await expect(rowsOf(two)).rejects.toThrow("more follows the array");
    await expect(open(whole, { axis: "synapse" })).rejects.toThrow("cannot be read as it comes");
  });
});

it("takes no more from its writer than is asked for", async () => {
  let given = 0;
  const endless = (async function* () {
    for (;;) {
      given++;
      yield frame(Array.from({ length: 40_000 }, () => given));
    }
  })();
  const trajectory = await frameTrajectory(endless, "standard input", {});
  if (trajectory.kind !== "rows") throw new Error("these are rows");
  const read = trajectory.rows()[Symbol.asyncIterator]();
  await read.next();
  // A block has three frames of 320 kB; one block is with its reader and one is made beforehand.
  expect(given).toBeLessThanOrEqual(7);
  await read.return?.();
  expect(await endless.next()).toEqual({ done: true, value: undefined });
});
