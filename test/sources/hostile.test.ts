import { expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { checkpointTrajectory } from "../../src/sources/checkpoints.js";
import { bytesAsSource } from "../../src/sources/read-bytes.js";
import { readContents } from "../../src/sources/read-contents.js";
import { recognise } from "../../src/sources/recognise.js";
import { timedFile } from "../../src/sources/timed-file.js";
import type { ByteSource } from "../../src/sources/trajectory.js";
import { formatNpy } from "../../src/tasks/npy.js";
import { rowsOf, writtenFiles } from "./files.js";

const noHdf5 = () => Promise.reject(new Error("no HDF5 here"));
const written = (name: string): Uint8Array =>
  new Uint8Array(Buffer.from(writtenFiles.find((file) => file.name === name)!.base64, "base64"));

it("tells of a deflated array that it cannot be unpacked, wherever its bits are wrong", async () => {
  const whole = written("deflated.npz");
  const view = new DataView(whole.buffer);
  const begin = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  for (let at = begin; at < begin + 20; at++) {
    const bytes = whole.slice();
    bytes[at]! ^= 0xff;
    const file = bytesAsSource("a.npz", bytes);
    const read = async () => rowsOf(timedFile(await readContents(file, noHdf5), {}));
    await expect(read(), `byte ${at}`).rejects.toThrow(UsageError);
    await expect(read(), `byte ${at}`).rejects.toThrow("the archive is damaged");
  }
});

it("tells a file that ends within the first bytes of an array from text", async () => {
  const bytes = formatNpy([2, 1], Float64Array.of(1, 2));
  for (const length of [1, 5]) expect(await recognise(bytesAsSource("a.npy", bytes.slice(0, length)))).toBe("npy");
});

it("names the file that has one row", async () => {
  const contents = await readContents(bytesAsSource("one.npy", formatNpy([1, 2], Float64Array.of(1, 2))), noHdf5);
  expect(() => timedFile(contents, {})).toThrow("one.npy: must have w(0) and at least one time step after it");
});

it("closes a checkpoint that cannot be read", async () => {
  const closed: string[] = [];
  const sourceOf = (name: string, bytes: Uint8Array): ByteSource => ({
    ...bytesAsSource(name, bytes),
    close: async () => void closed.push(name),
  });
  const whole = formatNpy([2], Float64Array.of(1, 2));
  const files = [sourceOf("a.npy", whole), sourceOf("b.npy", whole.slice(0, 100))];
  const trajectory = await checkpointTrajectory(files, (file) => readContents(file, noHdf5), {});
  await expect(rowsOf(trajectory)).rejects.toThrow("b.npy: ends within its header");
  expect(closed).toContain("b.npy");
});
