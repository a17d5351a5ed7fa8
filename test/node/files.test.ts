import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readInputFile } from "../../src/node/files.js";
import { UsageError } from "../../src/schema/usage-error.js";

const folder = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Root reads and writes everything, whatever its permissions: as root, `run` runs as nobody (65534). */
function asOrdinaryUser(run: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid!(65534);
  try {
    run();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}

const file = join(folder, "data.bin");
writeFileSync(file, Uint8Array.of(1, 2, 3));

it("returns the bytes as a plain array, not as a Buffer, whose slice() does not copy", () => {
  expect(readInputFile(file)).toEqual(Uint8Array.of(1, 2, 3));
  expect(Buffer.isBuffer(readInputFile(file))).toBe(false);
});

describe("names the path and the reason", () => {
  it.each([
    ["a missing file", join(folder, "nothing"), "there is no such file"],
    ["a folder", folder, "it is a folder"],
    ["a file taken for a folder", join(file, "data.bin"), "a part of the path is a file, not a folder"],
    ["an empty path", "", "there is no such file"],
    ["a path no system has", "a\0b", "without null bytes"],
  ])("for %s", (_, path, reason) => {
    expect(() => readInputFile(path)).toThrow(UsageError);
    expect(() => readInputFile(path)).toThrow(`cannot read ${JSON.stringify(path)}: `);
    expect(() => readInputFile(path)).toThrow(reason);
  });

  it("for a file that may not be read", () => {
    const secret = join(folder, "secret");
    writeFileSync(secret, "");
    chmodSync(secret, 0);
    chmodSync(folder, 0o755);
    asOrdinaryUser(() => expect(() => readInputFile(secret)).toThrow("reading it is not permitted"));
  });
});
