import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { checkpointTrajectory } from "../../src/sources/checkpoints.js";
import { fits } from "../../src/sources/choose.js";
import type { SourceOptions } from "../../src/sources/options.js";
import { readPulses } from "../../src/sources/pulses.js";
import { unpickle } from "../../src/sources/pytorch/unpickle.js";
import { bytesAsSource } from "../../src/sources/read-bytes.js";
import { readContents } from "../../src/sources/read-contents.js";
import { timedFile } from "../../src/sources/timed-file.js";
import { crc32 } from "../../src/sources/zip/crc32.js";
import { formatNpy } from "../../src/tasks/npy.js";
import { rowsOf, writtenFiles } from "./files.js";

const noHdf5 = () => Promise.reject(new Error("no HDF5 here"));
const written = (name: string): Uint8Array =>
  new Uint8Array(Buffer.from(writtenFiles.find((file) => file.name === name)!.base64, "base64"));
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const read = async (content: Uint8Array, options: SourceOptions = {}): Promise<number[][]> =>
  rowsOf(timedFile(await readContents(bytesAsSource("a", content), noHdf5, options.select), options));

async function refuses(attempt: () => Promise<unknown>, message: string): Promise<void> {
  await expect(attempt()).rejects.toThrow(UsageError);
  await expect(attempt()).rejects.toThrow(message);
}

/** A zip archive of one deflated file, which states a length and a check sum. */
function zip(name: string, content: Uint8Array, stated = content.length, sum = crc32(content)): Uint8Array {
  const packed = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(sum, 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(stated, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, entry, end]));
}

describe("what holds no weights is refused by name", () => {
  it.each<[what: string, content: Uint8Array, message: string]>([
    ["nothing", new Uint8Array(), "a: is empty"],
    ["gzip", bytes("\x1f\x8b\x08\x00"), "is compressed by gzip"],
    ["a picture", bytes("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), "must be a file of weights"],
    ["a pickle", bytes("\x80\x04\x95\x00"), "is a Python pickle, which is not read. Nothing in it is executed."],
    [
      "MATLAB before 7.3",
      bytes("MATLAB 5.0 MAT-file, Platform: GLNXA64\x00\x01IM"),
      "Save it in MATLAB with save(file, '-v7.3')",
    ],
    ["an archive of other files", zip("a.txt", bytes("a")), "is a zip archive without weights"],
    ["a Keras archive", zip("model.weights.h5", bytes("a")), "Unpack that: unzip FILE model.weights.h5"],
    ["text", bytes("t,w,id\n"), "is text, a list of changes, and cannot stand among files of arrays"],
    ["an array without rows", formatNpy([0, 3], new Float64Array()), "is empty"],
    ["two arrays in a file", new Uint8Array([...formatNpy([1], Float64Array.of(1)), 1]), "1 bytes follow the array"],
    ["a model alone", written("state.pt"), "is one PyTorch checkpoint, and so the weights at one moment"],
    [
      "several arrays",
      written("several.npz"),
      "holds 2 arrays: w (float32 3×2×4), t (int64 3). Name the one with the weights",
    ],
  ])("%s", (_, content, message) => refuses(() => read(content), message));

  it("no array of that name", () =>
    refuses(() => read(written("several.npz"), { select: "x*" }), 'no array whose name fits "x*"'));
  it("tensors with other numbers of steps", () =>
    refuses(
      () => read(written("several.npz").slice(), { select: "*", axis: "synapse" }),
      "must have the same number of time steps",
    ));
  it("neurons that do not divide the synapses", () =>
    refuses(() => read(written("neurons.npy"), { neurons: 3 }), "neurons must divide the 8 synapses, got 3"));
  it("an axis that is not there", () =>
    refuses(
      () => read(written("three-axes.npy"), { neuronAxis: 2 }),
      "neuron axis must be from -2 to 1 for the shape 2×4",
    ));
});

describe("what is damaged is refused with its place", () => {
  it("a weight that is no number", async () => {
    const array = formatNpy([2, 3], Float64Array.of(1, 2, 3, 4, 5, Number.POSITIVE_INFINITY));
    await refuses(() => read(array), "a, row 1, synapse 2: a weight must be a finite number, got Infinity");
  });

  it("a weight of a tensor of a checkpoint", async () => {
    const good = written("model.safetensors");
    const bad = good.slice();
    // The last but eight bytes are the step; before it stand the six bfloat16 of tensor d.
    bad.set([0xc0, 0x7f], bad.length - 8 - 12 + 2);
    const files = [bytesAsSource("good", good), bytesAsSource("bad", bad)];
    const trajectory = await checkpointTrajectory(files, (file) => readContents(file, noHdf5), {});
    await refuses(() => rowsOf(trajectory), 'bad, row 1, synapse 1 of "d": a weight must be a finite number, got NaN');
  });

  it.each(["<f8.npy", "three-axes.npy", "stored.npz", "deflated.npz", "history.pt", "model.safetensors"])(
    "%s, wherever it ends",
    async (name) => {
      const whole = written(name);
      for (let length = 0; length < whole.length; length += 1 + (whole.length >> 6)) {
        await expect(read(whole.slice(0, length), { axis: "time" }), `${length} bytes`).rejects.toThrow(UsageError);
      }
    },
  );

  it("an archive that unpacks to more than it states, or to something else", async () => {
    const array = formatNpy([100, 100], new Float64Array(10_000));
    await expect(read(zip("w.npy", array))).resolves.toHaveLength(100);
    await refuses(() => read(zip("w.npy", array, 1000)), "a file is longer than the 1000 bytes it states");
    await refuses(() => read(zip("w.npy", array, array.length + 1)), "instead of 80129");
    await refuses(() => read(zip("w.npy", array, array.length, 7)), "the check sum of a file is another one");
    await refuses(() => read(zip("w.npy", array, 2 ** 31)), "it states more bytes than can be packed in it");
  });
});

describe("a pickle", () => {
  const pickle = (text: string) => unpickle(bytes(text), "a.pt");

  it.each([
    ["cos\nsystem\n(X\x04\x00\x00\x00touch\x85R.", '"os.system"'],
    ["c__builtin__\neval\n.", '"__builtin__.eval"'],
    ["\x80\x04\x8c\x08builtins\x8c\x04exec\x93.", '"builtins.exec"'],
    ["ctorch\nload\n.", '"torch.load"'],
    ["ctorch.storage\n_load_from_bytes\n.", '"torch.storage._load_from_bytes"'],
    ["ccollections\n__proto__\n.", '"collections.__proto__"'],
    ["c__proto__\nconstructor\n.", '"__proto__.constructor"'],
  ])("that names what is no tensor is refused: %j", (text, message) => {
    expect(() => pickle(text)).toThrow(UsageError);
    expect(() => pickle(text)).toThrow(
      `a.pt: holds ${message}, which is no tensor; nothing in a checkpoint is executed`,
    );
  });

  it.each([
    "",
    "\x80",
    "R.",
    "((.",
    "t.",
    "h\x00.",
    "N}s.",
    "]K\x01K\x02s.",
    "X\xff\xff\xff\x7fa.",
    "i.",
    "X\x01\x00\x00\x00aQ.",
  ])("that is damaged is refused: %j", (text) => expect(() => pickle(text)).toThrow(UsageError));

  it("that fills the memory is refused", () => {
    expect(() => unpickle(new Uint8Array(2 ** 24).fill("(".charCodeAt(0)), "a.pt")).toThrow(
      "must take at most 2097152 instructions",
    );
  });

  it("is read as Python reads it", () => {
    // pickletools.dis: {"a": [1, -2, 0.5, None, True], "b": (3,)}, protocol 2
    const text =
      "\x80\x02}q\x00(X\x01\x00\x00\x00aq\x01]q\x02(K\x01J\xfe\xff\xff\xffG?\xe0\x00\x00\x00\x00\x00\x00N\x88eX\x01\x00\x00\x00bK\x03\x85u.";
    expect(pickle(text)).toEqual(
      new Map<string, unknown>([
        ["a", [1, -2, 0.5, null, true]],
        ["b", [3]],
      ]),
    );
  });
});

it("finds names by patterns", () => {
  const cases: [string, string, boolean][] = [
    ...([
      ["fc.weight", "*.weight", true],
      ["fc.weight", "fc.?eight", true],
      ["fc.weight", "fc", false],
      ["", "*", true],
    ] as const),
    ...([
      ["aaab", "*ab", true],
      ["abc", "a*b", false],
      ["a*b", "a\\*b", false],
      ["a", "", false],
    ] as const),
  ].map(([name, pattern, does]) => [name, pattern, does]);
  for (const [name, pattern, does] of cases) expect(fits(name, pattern), `${name} ${pattern}`).toBe(does);
  expect(fits("a".repeat(10_000), `${"*a".repeat(50)}b`)).toBe(false);
});

describe("counts of writes", () => {
  const counts = (values: number[]) =>
    readPulses(bytesAsSource("n.npy", formatNpy([values.length], Float64Array.from(values))));
  it("are whole numbers", async () =>
    expect(await counts([0, 7])).toEqual({ counts: Float64Array.of(0, 7), shape: [2] }));
  it.each([-1, 0.5, Number.NaN])("are not %d", (bad) =>
    refuses(() => counts([1, bad]), "n.npy, synapse 1: a count of writes must be a whole number"),
  );
});
