import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDigits, readPackageFile } from "../../../src/node/data/read-digits.js";
import { UsageError } from "../../../src/schema/usage-error.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "digits-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Three images of 1×2 pixels to learn from, one to test with. */
const contents = {
  "train-images-idx3-ubyte": Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6),
  "train-labels-idx1-ubyte": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9),
  "t10k-images-idx3-ubyte": Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 8),
  "t10k-labels-idx1-ubyte": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 0),
};

const write = (rename: (name: string) => string, encode: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) => {
  for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(folder, rename(name)), encode(bytes));
};

describe("MNIST", () => {
  it("is read from its package", () => {
    const { name, train, test } = readDigits("mnist");
    expect(name).toBe("mnist");
    expect(train).toMatchObject({ imageCount: 60_000, pixelCount: 784, rows: 28, columns: 28 });
    expect(test).toMatchObject({ imageCount: 10_000, pixelCount: 784, rows: 28, columns: 28 });
    expect(Array.from(train.labels.subarray(0, 5))).toEqual([5, 0, 4, 1, 9]); // as LeCun's files begin
    // The mean that is in use to normalise MNIST, to its four published digits.
    const mean = train.pixels.reduce((sum, pixel) => sum + pixel, 0) / train.pixels.length / 255;
    expect(mean).toBeCloseTo(0.1307, 4);
  });

  it("is refused if a file of the package is another one", () => {
    write((name) => name);
    const read = () => readPackageFile(folder, "t10k-labels-idx1-ubyte");
    expect(read).toThrow(UsageError);
    expect(read).toThrow(
      /t10k-labels-idx1-ubyte: is not the file of MNIST: its md5 sum must be 27ae3e4e09519cfbb04c329615203637, got [0-9a-f]{32}\. Reinstall with npm ci\./,
    );
  });
});

describe("a folder of IDX files", () => {
  const dotted = (name: string) => name.replace("-idx", ".idx");

  it.each<[string, (name: string) => string, ((bytes: Uint8Array) => Uint8Array)?]>([
    ["as they are", (name) => name],
    ["with a dot", dotted],
    ["compressed", (name) => `${name}.gz`, gzipSync],
    ["compressed, with a dot", (name) => `${dotted(name)}.gz`, gzipSync],
  ])("is read %s", (_, rename, encode) => {
    write(rename, encode);
    expect(readDigits(folder)).toEqual({
      name: folder,
      train: {
        imageCount: 3,
        pixelCount: 2,
        rows: 1,
        columns: 2,
        pixels: Uint8Array.of(1, 2, 3, 4, 5, 6),
        labels: Uint8Array.of(7, 8, 9),
      },
      test: {
        imageCount: 1,
        pixelCount: 2,
        rows: 1,
        columns: 2,
        pixels: Uint8Array.of(7, 8),
        labels: Uint8Array.of(0),
      },
    });
  });

  const refused = (message: string) => {
    expect(() => readDigits(folder)).toThrow(UsageError);
    expect(() => readDigits(folder)).toThrow(message);
  };

  it("is refused if a file is missing", () => {
    write((name) => name);
    rmSync(join(folder, "t10k-images-idx3-ubyte"));
    refused(
      "must hold one of t10k-images-idx3-ubyte, t10k-images-idx3-ubyte.gz, t10k-images.idx3-ubyte, " +
        "t10k-images.idx3-ubyte.gz, but has none.",
    );
  });

  it("is refused if a file is not gzip, though its name says so", () => {
    write((name) => `${name}.gz`);
    refused(
      "train-images-idx3-ubyte.gz: must be a complete gzip file, but cannot be decompressed (incorrect header check)",
    );
  });

  it("is refused if a compressed file is cut short", () => {
    write(
      (name) => `${name}.gz`,
      (bytes) => gzipSync(bytes).subarray(0, -5),
    );
    refused("must be a complete gzip file");
  });

  it("is refused if a compressed file holds more than its header states, which is not decompressed", () => {
    write((name) => `${name}.gz`, gzipSync);
    const bomb = new Uint8Array(2 ** 26);
    bomb.set(contents["train-images-idx3-ubyte"]);
    writeFileSync(join(folder, "train-images-idx3-ubyte.gz"), gzipSync(bomb));
    const before = process.memoryUsage().rss;
    refused(
      "train-images-idx3-ubyte.gz: must hold 22 bytes when it is decompressed, as its header states, but holds more.",
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 25);
  });

  it("is refused before it is decompressed if its header states gigabytes, or is none", () => {
    write((name) => `${name}.gz`, gzipSync);
    const bomb = new Uint8Array(2 ** 26);
    bomb.set([0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0]);
    writeFileSync(join(folder, "train-images-idx3-ubyte.gz"), gzipSync(bomb));
    const before = process.memoryUsage().rss;
    refused("must hold at most 2 GiB when it is decompressed, but its header states 1024 GiB.");
    bomb.fill(0, 0, 16);
    writeFileSync(join(folder, "train-images-idx3-ubyte.gz"), gzipSync(bomb));
    refused("must begin with 0x00000803, got 0x00000000. It is no IDX file");
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 25);
  });

  it.skipIf(process.platform === "win32")("is refused if a file is a pipe, or leads to a device", () => {
    write((name) => name);
    rmSync(join(folder, "t10k-labels-idx1-ubyte"));
    execFileSync("mkfifo", [join(folder, "t10k-labels-idx1-ubyte")]);
    refused("it is a pipe");
    rmSync(join(folder, "train-images-idx3-ubyte"));
    symlinkSync("/dev/zero", join(folder, "train-images-idx3-ubyte"));
    refused("it is a device");
  });

  it("is refused if a file is gzip, though its name does not say so", () => {
    write((name) => name, gzipSync);
    refused("It is compressed: decompress it, or give it a name that ends in .gz.");
  });
});

it.each(["minst", "", new URL(import.meta.url).pathname])("refuses %j, which is neither", (dataset) => {
  expect(() => readDigits(dataset)).toThrow(UsageError);
  expect(() => readDigits(dataset)).toThrow(
    `dataset must be "mnist" or a folder of IDX files, got ${JSON.stringify(dataset)}.`,
  );
});
