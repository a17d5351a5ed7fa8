import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AtomicFile, prepareOutputFolder, writeFileAtomically } from "../../../src/node/files/output-folder.js";
import { UsageError } from "../../../src/schema/usage-error.js";

it("writes a pipe as it is, and puts no file in its place", async () => {
  const own = mkdtempSync(join(tmpdir(), "pipe-"));
  const pipe = join(own, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = spawn("cat", [pipe], { stdio: ["ignore", "pipe", "inherit"] });
  let read = "";
  reader.stdout.setEncoding("utf8").on("data", (text: string) => {
    read += text;
  });
  writeFileAtomically(pipe, "all of it");
  await once(reader, "close");
  expect(read).toBe("all of it");
  expect(statSync(pipe).isFIFO()).toBe(true);
  expect(readdirSync(own)).toEqual(["pipe"]);
  rmSync(own, { recursive: true });
});

it("leaves a device what it is", () => {
  const own = mkdtempSync(join(tmpdir(), "device-"));
  // A link, so that whatever takes the place of a device takes that of the link.
  const device = join(own, "device");
  symlinkSync("/dev/null", device);
  writeFileAtomically(device, "nothing");
  expect(lstatSync(device).isSymbolicLink()).toBe(true);
  expect(readdirSync(own)).toEqual(["device"]);
  rmSync(own, { recursive: true });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "output-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

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

describe("prepareOutputFolder", () => {
  it("creates a folder with those above it, and leaves nothing in it", () => {
    const path = join(folder, "a", "b c", "d");
    prepareOutputFolder(path);
    expect(readdirSync(path)).toEqual([]);
  });

  it("takes a relative path, and one that ends in a slash", () => {
    prepareOutputFolder(`${relative(process.cwd(), join(folder, "a", "b"))}/`);
    expect(existsSync(join(folder, "a", "b"))).toBe(true);
  });

  it("leaves what is in a folder as it is", () => {
    writeFileSync(join(folder, "results.csv"), "1");
    prepareOutputFolder(folder);
    prepareOutputFolder(folder);
    expect(readdirSync(folder)).toEqual(["results.csv"]);
  });

  const refused = (path: string, reason: string) => {
    expect(() => prepareOutputFolder(path)).toThrow(UsageError);
    expect(() => prepareOutputFolder(path)).toThrow(`cannot write to the output folder ${JSON.stringify(path)}: `);
    expect(() => prepareOutputFolder(path)).toThrow(reason);
  };

  it("refuses a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    refused(file, `${file} exists and is not a folder`);
  });

  it("refuses a path below a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    refused(join(file, "a", "b"), `${file} exists and is not a folder`);
  });

  it("refuses a link that leads nowhere", () => {
    symlinkSync(join(folder, "nowhere"), join(folder, "link"));
    refused(join(folder, "link"), "exists and is not a folder");
  });

  it("refuses a name no disk takes", () => refused(join(folder, "x".repeat(300)), "ENAMETOOLONG"));

  // These refuse root too, unlike permission bits.
  it.runIf(existsSync("/proc/self"))("refuses /proc and what is below it", () => {
    refused("/proc", "/proc/");
    refused("/proc/a/b", "'/proc/a'");
  });

  it("refuses a folder that may not be written", () => {
    const path = join(folder, "locked");
    mkdirSync(path);
    chmodSync(path, 0o555);
    chmodSync(folder, 0o755);
    asOrdinaryUser(() => refused(path, "EACCES"));
  });
});

describe("writeFileAtomically", () => {
  it("writes text and bytes", () => {
    writeFileAtomically(join(folder, "text"), "θ = 5\n");
    writeFileAtomically(join(folder, "bytes"), Uint8Array.of(0, 255));
    expect(readFileSync(join(folder, "text"), "utf8")).toBe("θ = 5\n");
    expect(new Uint8Array(readFileSync(join(folder, "bytes")))).toEqual(Uint8Array.of(0, 255));
    expect(readdirSync(folder).sort()).toEqual(["bytes", "text"]);
  });

  it("replaces a file as a whole", () => {
    const path = join(folder, "file");
    writeFileAtomically(path, "a long first version");
    writeFileAtomically(path, "short");
    expect(readFileSync(path, "utf8")).toBe("short");
  });

  it("passes over what a killed process of the same number left behind", () => {
    const path = join(folder, "file");
    for (let i = 0; i < 1000; i++) writeFileSync(`${path}.${process.pid}-${i}.tmp`, "torn");
    writeFileAtomically(path, "whole");
    expect(readFileSync(path, "utf8")).toBe("whole");
    expect(readdirSync(folder)).toHaveLength(1001);
  });

  it("removes the temporary file if it cannot take the name, and keeps what was there", () => {
    const path = join(folder, "taken");
    mkdirSync(join(path, "by a folder"), { recursive: true });
    expect(() => writeFileAtomically(path, "x")).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(readdirSync(folder)).toEqual(["taken"]);
  });

  it("removes the temporary file if the data cannot be written", () => {
    expect(() => writeFileAtomically(join(folder, "file"), { not: "data" } as unknown as string)).toThrow(TypeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not create folders", () => expect(() => writeFileAtomically(join(folder, "a", "b"), "x")).toThrow("ENOENT"));
});

describe("AtomicFile", () => {
  it("takes its name when it is whole", () => {
    const path = join(folder, "file");
    writeFileSync(path, "before");
    const file = new AtomicFile(path);
    file.write("θ = ");
    file.write(Uint8Array.of(53));
    expect(readFileSync(path, "utf8")).toBe("before");
    file.commit();
    file.discard();
    expect(readFileSync(path, "utf8")).toBe("θ = 5");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("leaves nothing behind when it is discarded", () => {
    const file = new AtomicFile(join(folder, "file"));
    file.write("half");
    file.discard();
    file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});
