import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect } from "vitest";
import { openWeights } from "../../src/node/sources/open-weights.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { frameTrajectory } from "../../src/sources/stream/frames.js";
import type { WeightTrajectory } from "../../src/sources/trajectory.js";
import { writtenFiles } from "../sources/files.js";
import { fuzz } from "./fuzzing.js";

const folder = mkdtempSync(join(tmpdir(), "sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONGEST_MESSAGE = 900;
const LONGEST_SECONDS = 10;
/** As many steps of a list of changes as are looked at: bit flips in a time make millions that are empty. */
const MOST_STEPS = 10_000;

/** Reads everything; a refusal must be one that a person can read, and nothing else may happen. */
async function attempt(open: () => Promise<WeightTrajectory>): Promise<void> {
  const start = performance.now();
  try {
    const trajectory = await open();
    if (trajectory.kind === "rows") {
      for await (const { rowCount, weights } of trajectory.rows()) {
        expect(weights.length).toBe(rowCount * trajectory.synapseCount);
        expect(weights.every(Number.isFinite)).toBe(true);
      }
    } else {
      let steps = 0;
      for await (const { synapses, weights } of trajectory.steps()) {
        expect(synapses.every((synapse) => synapse >= 0 && synapse < trajectory.synapseCount)).toBe(true);
        expect(weights.every(Number.isFinite)).toBe(true);
        if (++steps === MOST_STEPS) break;
      }
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  } finally {
    expect((performance.now() - start) / 1000).toBeLessThan(LONGEST_SECONDS);
  }
}

const nest =
  "# NEST version: 3.3\nsender\ttime_ms\tweights\ttargets\n1\t1.0\t0.5\t2\n3\t2.0\t0.25\t2\n1\t2.0\t0.75\t2\n";
const contents = [
  ...writtenFiles.map(({ base64, options }) => ({ file: Buffer.from(base64, "base64"), options: options ?? {} })),
  { file: Buffer.from(nest), options: { step: 1 } },
];

/** Bits are turned, and the file may end early. */
const damage = fc.record({
  content: fc.constantFrom(...contents),
  flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 })), {
    maxLength: 4,
  }),
  end: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  isModel: fc.boolean(),
});

function damaged(file: Uint8Array, flips: readonly [number, number][], end: number): Uint8Array {
  const bytes = Uint8Array.from(file.subarray(0, Math.floor(end * file.length)));
  for (const [at, bits] of flips) {
    const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
    if (place >= 0) bytes[place]! ^= bits;
  }
  return bytes;
}

fuzz("a file of weights that is damaged is read or refused", damage, async ({ content, flips, end, isModel }) => {
  const path = join(folder, "weights");
  writeFileSync(path, damaged(content.file, flips, end));
  const { step: _, ...options } = content.options as { step?: number };
  if (isModel) await attempt(() => openWeights([path, path], options));
  await attempt(() => openWeights([path], { axis: "time", ...content.options }));
});

fuzz("a stream of arrays that is damaged is read or refused", damage, async ({ content, flips, end }) => {
  const bytes = damaged(Buffer.concat([content.file, content.file]), flips, end);
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61);
  })();
  await attempt(() => frameTrajectory(chunks, "standard input", {}));
});
