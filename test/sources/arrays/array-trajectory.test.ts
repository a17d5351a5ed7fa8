import fc from "fast-check";
import { expect, it } from "vitest";
import { boxesOf } from "../../../src/sources/arrays/boxes.js";
import { firstNotFinite } from "../../../src/sources/arrays/finite.js";
import { readBox } from "../../../src/sources/arrays/read-box.js";
import { columnMajorStrides, rowMajorStrides, type StoredArray } from "../../../src/sources/arrays/stored-array.js";
import { weightArray } from "../../../src/sources/arrays/weight-array.js";
import { timedFile } from "../../../src/sources/timed-file.js";
import type { ByteSource } from "../../../src/sources/trajectory.js";

/** A source whose bytes are made when they are asked for: value k is k modulo a prime. Counts what is read. */
function madeUp(byteLength: number): ByteSource & { read: number; largest: number } {
  const source = {
    name: "made-up.npy",
    byteLength,
    read: 0,
    largest: 0,
    async slice(start: number, end: number) {
      const first = Math.floor(start / 4);
      const values = new Float32Array(Math.ceil(end / 4) - first);
      for (let k = 0; k < values.length; k++) values[k] = (first + k) % 9973;
      source.read += end - start;
      source.largest = Math.max(source.largest, end - start);
      return new Uint8Array(values.buffer).subarray(start - 4 * first, end - 4 * first);
    },
  };
  return source;
}

const stored = (shape: number[], strides: number[], source: ByteSource): StoredArray => ({
  ...{ name: "", type: "f4", isLittleEndian: true, offset: 0 },
  ...{ shape, strides, source },
});

it("reads boxes of arrays however they lie", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  const cut = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(sizes, cut, fc.boolean(), fc.constantFrom(1, 5000), async (shape, cuts, isFortran, spread) => {
      // Spread out, values lie further apart than what is read at once.
      const strides = (isFortran ? columnMajorStrides(shape) : rowMajorStrides(shape)).map((one) => one * spread);
      const source = madeUp(4 * strides.reduce((sum, stride, k) => sum + stride * (shape[k]! - 1), 1));
      const from = shape.map((size, k) => cuts[k]![0] % size);
      const extents = shape.map((size, k) => 1 + (cuts[k]![1] % (size - from[k]!)));
      const count = extents.reduce((product, one) => product * one, 1);
      const values = new Float32Array(count);
      await readBox(stored(shape, strides, source), from, extents, {
        values,
        at: 0,
        strides: rowMajorStrides(extents),
      });
      const expected = Array.from({ length: count }, (_, i) => {
        const place = rowMajorStrides(extents).map((stride, k) => from[k]! + (Math.floor(i / stride) % extents[k]!));
        return place.reduce((sum, index, k) => sum + index * strides[k]!, 0) % 9973;
      });
      expect(Array.from(values)).toEqual(expected);
    }),
  );
});

it("divides a stretch of values into boxes that are all of it, in order", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (shape, a, b) => {
      const size = shape.reduce((product, one) => product * one, 1);
      const [start, end] = [a % (size + 1), b % (size + 1)].sort((x, y) => x - y) as [number, number];
      const strides = rowMajorStrides(shape);
      const found: number[] = [];
      for (const { begin, end: stop } of boxesOf(shape, start, end)) {
        const extents = stop.map((one, k) => one - begin[k]!);
        const count = extents.reduce((product, one) => product * one, 1);
        for (let i = 0; i < count; i++) {
          const place = rowMajorStrides(extents).map((stride, k) => begin[k]! + (Math.floor(i / stride) % extents[k]!));
          found.push(place.reduce((sum, index, k) => sum + index * strides[k]!, 0));
        }
      }
      expect(found).toEqual(Array.from({ length: end - start }, (_, k) => start + k));
    }),
  );
});

/** 4000 steps of 8000 synapses, 128 MB: several blocks in either order, each read in many pieces. */
it.each([
  ["C", [8000, 1]],
  ["Fortran", [1, 4000]],
] as const)("reads an array in %s order that is larger than a block, in pieces of memory", async (_, strides) => {
  const source = madeUp(4 * 4000 * 8000);
  const array = weightArray(stored([4000, 8000], [...strides], source));
  const contents = { file: source, format: "NumPy array", arrays: [array], others: [], isModel: false };
  const trajectory = timedFile({ ...contents, neuronAxisOf: () => 0 }, {});
  let row = 0;
  for await (const { rowCount, weights } of trajectory.rows()) {
    // Some of every block; all of it would take a minute to compare.
    for (let k = 0; k < 500; k++) {
      const [r, s] = [(k * 7919) % rowCount, (k * 104_729) % 8000];
      expect(weights[r * 8000 + s]).toBe(((row + r) * strides[0] + s * strides[1]) % 9973);
    }
    row += rowCount;
  }
  expect(row).toBe(4000);
  // Two blocks of 64 MiB in Fortran order, for each of which the gaps are read too.
  expect(source.read).toBeLessThanOrEqual(2 * source.byteLength);
  expect(trajectory.isSynapseMajor).toBe(strides[0] === 1);
  source.read = 0;
  for await (const { rowCount, weights } of trajectory.rows({ start: 1000, end: 1100 })) {
    expect(weights.length).toBe(100 * rowCount);
  }
  // They lie together in Fortran order alone.
  if (trajectory.isSynapseMajor) expect(source.read).toBe(4 * 4000 * 100);
  expect(source.largest).toBeLessThanOrEqual(2 ** 24);
});

it("finds what is no finite number, wherever it is", () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (const make of [(n: number) => new Float32Array(n), (n: number) => new Float64Array(n)]) {
      for (let at = 0; at < 9; at++) {
        const values = make(9).fill(3.4e38);
        expect(firstNotFinite(values)).toBe(-1);
        values[at] = bad;
        expect(firstNotFinite(values)).toBe(at);
        expect(firstNotFinite(values.subarray(at))).toBe(0);
      }
    }
  }
});
