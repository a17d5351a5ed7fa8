import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/schema/usage-error.js";
import { binOf } from "../../../src/sources/events/bins.js";
import { eventTrajectory } from "../../../src/sources/events/event-trajectory.js";
import { scan } from "../../../src/sources/events/scan.js";
import { readWindow } from "../../../src/sources/events/window.js";
import { bytesAsSource } from "../../../src/sources/read-bytes.js";
import { formatNpy } from "../../../src/tasks/npy.js";

const text = (content: string, name = "a.dat") => bytesAsSource(name, new TextEncoder().encode(content));

/** As `RecordingBackendASCII` of NEST 3 writes it: `pre_run_hook` of its weight_recorder names the columns behind the time. */
const nestHeader = "# NEST version: 3.3\n# RecordingBackendASCII version: 2\n";
const nest = (records: string[], columns = "sender\ttime_ms\tweights\ttargets\treceptors\tports") =>
  `${nestHeader}${columns}\n${records.join("\n")}\n`;

async function stepsOf(content: string | string[], options = { step: 1 }) {
  const files = [content].flat().map((one, k) => text(one, `${k}.dat`));
  const trajectory = await eventTrajectory(files, options);
  const steps: [number, number][][] = [];
  for await (const { synapses, weights } of trajectory.steps()) {
    steps.push(Array.from(synapses, (synapse, k) => [synapse, weights[k]!]));
  }
  return { ...trajectory, steps };
}

describe("files of NEST's weight_recorder", () => {
  const records = ["1\t2.0\t0.5\t7\t0\t0", "2\t1.0\t1.5\t7\t0\t0", "1\t1.0\t0.25\t7\t0\t0", "1\t4.0\t2\t3\t0\t1"];

  it("become bins of time, with an empty one where nothing changed", async () => {
    const found = await stepsOf(nest(records));
    // Synapses in order: target 3, sender 1; target 7, senders 1 and 2.
    expect(found.tensors).toEqual([
      { name: "target 3", shape: [1, 1], neuronAxis: 0 },
      { name: "target 7", shape: [1, 2], neuronAxis: 0 },
    ]);
    expect(Array.from(found.initial)).toEqual([2, 0.25, 1.5]);
    expect(found.steps).toEqual([
      [
        [2, 1.5],
        [1, 0.25],
      ],
      [[1, 0.5]],
      [],
      [[0, 2]],
    ]);
    expect(found).toMatchObject({ stepCount: 4, synapseCount: 3, checkpoints: false });
    expect(found.description).toContain("NEST weight_recorder");
  });

  it("are read with the header of NEST 3.0, which is a comment", async () => {
    const older = nest(records, "# sender\ttime_ms\tweights\ttargets\treceptors\tports");
    expect((await stepsOf(older)).steps).toEqual((await stepsOf(nest(records))).steps);
  });

  it("of several threads are one list", async () => {
    const parts = [nest(records.slice(0, 2)), nest(records.slice(2))];
    expect((await stepsOf(parts)).steps).toEqual((await stepsOf(nest(records))).steps);
  });

  it("with times within a step are refused", async () => {
    const inSteps = nest(
      ["1\t20\t0.5\t0.5\t7\t0\t0"],
      "sender\ttime_step\ttime_offset\tweights\ttargets\treceptors\tports",
    );
    await expect(stepsOf(inSteps)).rejects.toThrow(
      '0.dat, line 4: times within a step of the simulation are not read, got an offset of "0.5"',
    );
  });
});

describe("a long table", () => {
  it.each([",", ";", "\t", "  "])(
    "is read with %j between its columns, which are named in any order",
    async (separator) => {
      const lines = [
        ["weight", "t", "synapse"],
        ["0.5", "0", "10"],
        ["1", "0.2", "9"],
        ["2", "0.3", "10"],
      ];
      const found = await stepsOf(lines.map((line) => line.join(separator)).join("\n"), { step: 0.1 });
      expect(Array.from(found.initial)).toEqual([1, 0.5]);
      expect(found.steps).toEqual([[[1, 0.5]], [], [[0, 1]], [[1, 2]]]);
      expect(found.tensors).toEqual([{ name: "", shape: [1, 2], neuronAxis: 0 }]);
    },
  );

  it("has w(0) of a file where there is one", async () => {
    const initial = bytesAsSource("w.npy", formatNpy([2], Float64Array.of(7, 8)));
    const found = await eventTrajectory([text("t,w,id\n0,1,a\n0,2,b\n")], { step: 1 }, initial);
    expect(Array.from(found.initial)).toEqual([7, 8]);
    const wrong = bytesAsSource("w.npy", formatNpy([3], Float64Array.of(7, 8, 9)));
    await expect(eventTrajectory([text("t,w,id\n0,1,a\n0,2,b\n")], { step: 1 }, wrong)).rejects.toThrow(
      "w.npy: w(0) must have one weight for each of the 2 synapses",
    );
  });

  it("is asked for a step only where it is such a list", async () => {
    await expect(eventTrajectory([text("a,b\n1,2\n")], {})).rejects.toThrow("must be a list of changes, with a line");
    await expect(eventTrajectory([text("t,w,id\n1,2,3\n")], {})).rejects.toThrow("Give --step");
  });

  it.each([
    ["a,b\n1,2\n", "must be a list of changes, with a line that names columns for time, weight, and synapse"],
    ["t,w,id\n", "has no records"],
    ["t,w,id\n1,2\n", "line 2: must have 3 columns, as the header, got 2"],
    ["t,w,id\n1,2,3\n\n1,nan,3\n", 'line 4: weight must be a finite number, got "nan"'],
    ["t,w,id\n,2,3\n", 'line 2: time must be a finite number, got ""'],
    ["t,w,id\n0,2,3\n1e12,2,3\n", "must have at most 1000000000 time steps"],
    ["t,w,id\n1e300,2,3\n", "must have at most 1000000000 time steps"],
  ])("is refused: %j", async (content, message) => {
    await expect(stepsOf(content)).rejects.toThrow(UsageError);
    await expect(stepsOf(content)).rejects.toThrow(message);
  });

  it("needs the length of a time step", async () => {
    await expect(eventTrajectory([text("t,w,id\n1,2,3\n")], {})).rejects.toThrow("needs the length of a time step");
  });
});

it("puts times where they are as decimals, although quotients of floats are a little less", () => {
  for (let k = 0; k < 1000; k++) expect(binOf(Number((k * 0.1).toFixed(1)), 0.1)).toBe(k);
  expect(binOf(0.35, 0.1)).toBe(3);
  expect(binOf(-0.05, 0.1)).toBe(-1);
});

it("gives the changes in order of time, whatever part of them there is room for", async () => {
  const record = fc.record({ time: fc.integer({ min: -20, max: 20 }), synapse: fc.integer({ min: 0, max: 5 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 20, max: 80 }),
      async (records, room) => {
        // The weight of a record is its place, so that no two are taken for each other.
        const content = `t,w,id\n${records.map(({ time, synapse }, k) => `${time / 4},${k},${synapse}`).join("\n")}`;
        const found = await scan([text(content)]);
        const first = binOf(found.earliest, 1);
        const expected = records
          .map(({ time }, k) => ({ bin: Math.floor(time / 4), time, k }))
          .sort((a, b) => a.time - b.time || a.k - b.k);
        // A bin has to fit into half of the room.
        fc.pre(expected.every(({ bin }) => expected.filter((other) => other.bin === bin).length <= room >> 1));
        const read: number[] = [];
        for (let bin = first; bin <= binOf(found.latest, 1); ) {
          const window = await readWindow(found, 1, bin, room);
          read.push(...window.weights);
          expect(window.end).toBeGreaterThan(bin);
          bin = window.end;
        }
        expect(read).toEqual(expected.map(({ k }) => k));
      },
    ),
  );
});
