import { expect, it } from "vitest";
import { encodeRecord } from "../../../src/node/journals/record.js";
import { decodeStudyRecord } from "../../../src/study/journals/record.js";

const record = {
  id: "0123456789abcdef0123",
  parameters: { policy: "none", threshold: 2.5, seed: 3 },
  version: "0.1.0",
  startedAt: "2020-01-01T00:00:00.000Z",
  finishedAt: "2020-01-01T00:00:01.000Z",
  durationSeconds: 1,
  run: { seed: 3, converged: true, energy: 0.1 },
};
const read = (changed: object) => decodeStudyRecord(encodeRecord({ ...record, ...changed }).trimEnd());

it("is what was written", () => expect(read({})).toEqual(record));

it("is read with the names of now, where the first version wrote it", () => {
  const former = { parameters: { threshold: "auto", seed: 3 }, run: { ...record.run, threshold: 2.5 } };
  expect(read(former)?.run).toEqual({ ...record.run, foundThreshold: 2.5 });
});

it.each([
  ["a parameter that is a list", { parameters: { threshold: [1] } }],
  ["a run that does not say whether it converged", { run: { seed: 3 } }],
  ["a run that is a list, as that of a figure may be", { run: [] }],
])("is none with %s", (_, changed) => expect(read(changed)).toBeNull());
