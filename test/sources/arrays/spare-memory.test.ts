import { expect, it } from "vitest";
import { SpareMemory } from "../../../src/sources/arrays/spare-memory.js";

it("gives memory again that was given back, and to one at a time", () => {
  const spare = new SpareMemory();
  const [a, b] = [spare.take(100), spare.take(100)];
  expect(a).not.toBe(b);
  // Whole numbers of 64 bits, so that any values can be looked at in it.
  expect(a.byteLength).toBe(104);
  spare.giveBack(a);
  expect(spare.take(50)).toBe(a);
  expect(spare.take(50)).not.toBe(a);
});

it("keeps two pieces, and none that are too small", () => {
  const spare = new SpareMemory();
  const pieces = [1, 2, 3].map(() => spare.take(8));
  for (const piece of pieces) spare.giveBack(piece);
  expect([spare.take(8), spare.take(8)]).toEqual(pieces.slice(0, 2));
  expect(pieces).not.toContain(spare.take(8));
  spare.giveBack(pieces[0]!);
  expect(spare.take(9).byteLength).toBe(16);
  expect(spare.take(8)).not.toBe(pieces[0]);
});
