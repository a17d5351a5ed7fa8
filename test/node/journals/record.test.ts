import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeRecord, encodeRecord, type JobRecord } from "../../../src/node/journals/record.js";

const record: JobRecord = {
  id: "0123456789abcdef0123",
  parameters: { policy: "none", threshold: Number.POSITIVE_INFINITY, seed: 3 },
  version: "0.1.0",
  startedAt: "2020-01-01T00:00:00.000Z",
  finishedAt: "2020-01-01T00:00:01.000Z",
  durationSeconds: 1,
  run: { seed: 3, converged: true, energy: 0.1, name: 'θ, „quoted"\n' },
};
const line = encodeRecord(record);

it("is one line, and JSON that other programs can read", () => {
  expect(line.indexOf("\n")).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({ id: record.id, run: record.run });
});

it("is read back, with Infinity as its word", () => {
  expect(decodeRecord(line.trimEnd())).toEqual({
    ...record,
    parameters: { ...record.parameters, threshold: "Infinity" },
  });
});

it("is not read with any character changed or missing", () => {
  const position = fc.nat(line.length - 2);
  fc.assert(
    fc.property(position, fc.string({ minLength: 1, maxLength: 1 }), (at, other) => {
      fc.pre(other !== line[at]);
      expect(decodeRecord(`${line.slice(0, at)}${other}${line.slice(at + 1, -1)}`)).toBeNull();
      expect(decodeRecord(line.slice(0, at))).toBeNull();
    }),
  );
});

it("keeps what a job of a figure has besides parameters, whatever it returns", () => {
  const { run: _, ...rest } = record;
  const ofFigure = {
    ...rest,
    kind: "perceptron-settings",
    settings: [{ policy: "none", threshold: 1 }],
    run: [{ a: 1 }],
  };
  expect(decodeRecord(encodeRecord(ofFigure).trimEnd())).toEqual({
    ...ofFigure,
    parameters: { ...record.parameters, threshold: "Infinity" },
  });
});

it.each(["", "{}", "\0".repeat(100), "x"])("is not %j", (text) => expect(decodeRecord(text)).toBeNull());
