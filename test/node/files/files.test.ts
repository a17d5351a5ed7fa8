import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decodeUtf8, LARGEST_FILE, LARGEST_TEXT, readInputFile } from "../../../src/node/files/files.js";
import { UsageError } from "../../../src/schema/usage-error.js";

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

describe("reads regular files only, as far as a limit", () => {
  const refusal = (path: string, limit?: number): string => {
    try {
      readInputFile(path, limit);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return (error as Error).message;
    }
    return "it was read";
  };

  it.skipIf(process.platform === "win32")("not a device without an end, nor a name that leads to one", () => {
    symlinkSync("/dev/zero", join(folder, "zero.npy"));
    expect(refusal("/dev/zero")).toContain(`cannot read "/dev/zero": it is a device. Give the path of a readable file`);
    expect(refusal(join(folder, "zero.npy"))).toContain("it is a device");
  });

  it.skipIf(process.platform === "win32")("not a pipe, for which it does not wait", () => {
    const pipe = join(folder, "pipe.csv");
    execFileSync("mkfifo", [pipe]);
    expect(refusal(pipe)).toContain("it is a pipe");
  });

  it.skipIf(process.platform === "win32")("not a socket", async () => {
    const path = join(folder, "socket.csv");
    const server = createServer();
    await new Promise<void>((listening) => server.listen(path, listening));
    expect(refusal(path)).toContain("it is a socket");
    await new Promise((closed) => server.close(closed));
  });

  it("a file as large as the limit, none larger, and none that is only stated to be large", () => {
    expect(readInputFile(file, 3)).toEqual(Uint8Array.of(1, 2, 3));
    expect(refusal(file, 2)).toContain("it has 3 bytes. Give the path of a readable file of at most 2 bytes;");
    const sparse = join(folder, "sparse");
    writeFileSync(sparse, "");
    truncateSync(sparse, 3 * 2 ** 30);
    const before = process.memoryUsage().rss;
    expect(refusal(sparse)).toContain("it has 3 GiB. Give the path of a readable file of at most 2 GiB;");
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 28);
    expect(LARGEST_FILE).toBeGreaterThan(LARGEST_TEXT);
  });

  it.skipIf(process.platform !== "linux")("a file that states no size to its end, or to the limit", () => {
    expect(new TextDecoder().decode(readInputFile("/proc/self/status"))).toMatch(/^Name:/);
    expect(refusal("/proc/self/status", 100)).toContain("it has more than 100 bytes");
  });

  it("names a path without what a terminal obeys", () => {
    expect(refusal("a\u001b[2Jb.csv")).toContain('cannot read "a\\u001b[2Jb.csv": there is no such file');
    expect(refusal("x/".repeat(5000)).length).toBeLessThan(700);
  });
});

describe("text", () => {
  it("is UTF-8, with or without a byte order mark", () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0xce, 0xb8), "a")).toBe("\uFEFFθ");
    expect(decodeUtf8(new Uint8Array(0), "a")).toBe("");
  });

  it.each([
    ["UTF-16", [0xff, 0xfe, 49, 0], "UTF-16 (little-endian)"],
    ["UTF-16 of the other order", [0xfe, 0xff, 0, 49], "UTF-16 (big-endian)"],
    ["a compressed file", [0x1f, 0x8b, 8], "a gzip file"],
    ["a spreadsheet", [0x50, 0x4b, 3, 4], "a zip file, as .xlsx and .npz are"],
    ["Latin-1", [0x31, 0x2c, 0xe9, 0x0a], "bytes that are no UTF-8"],
  ])("is not %s", (_, bytes, given) => {
    const read = () => decodeUtf8(Uint8Array.from(bytes), "a.csv");
    expect(read).toThrow(UsageError);
    expect(read).toThrow(`a.csv: must be UTF-8 text of at most 512 MiB, got ${given}. Save it anew as UTF-8.`);
  });
});
