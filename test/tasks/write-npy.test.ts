import { expect, it } from "vitest";
import { parseNpy } from "../../src/tasks/npy.js";
import { npyOfCounts } from "../../src/tasks/write-npy.js";

it("writes what is read again, to the largest count", () => {
  const rows = [Uint32Array.of(0, 1, 2 ** 32 - 1), Uint32Array.of(7, 65_536, 9)];
  const { shape, data } = parseNpy(npyOfCounts(rows), "writes.npy");
  expect(shape).toEqual([2, 3]);
  expect([...data]).toEqual(rows.flatMap((row) => [...row]));
});

it("begins its data at a multiple of 64 bytes, whatever the shape", () => {
  for (const length of [1, 10, 1000, 123_456]) {
    expect((npyOfCounts([new Uint32Array(length)]).length - 4 * length) % 64).toBe(0);
  }
});
