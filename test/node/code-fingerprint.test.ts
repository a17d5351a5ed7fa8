import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { codeFingerprint } from "../../src/node/code-fingerprint.js";
import { version } from "../../src/schema/version.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();

function write(room: string, name: string, text: string): void {
  mkdirSync(join(folder, room), { recursive: true });
  writeFileSync(join(folder, room, name), text);
}

it("changes with code that results come from, and with nothing else", () => {
  write("kernels", "mlp.js", "1");
  write("paper", "figure-1.js", "1");
  const first = codeFingerprint(folder);
  expect(first.startsWith(`${version}-`)).toBe(true);
  write("paper", "figure-1.js", "2");
  write("kernels", "mlp.d.ts", "a type");
  write("kernels", "mlp.js.map", "a map");
  expect(codeFingerprint(folder)).toBe(first);
  write("kernels", "mlp.js", "2");
  expect(codeFingerprint(folder)).not.toBe(first);
});

it("looks into folders of a room", () => {
  const before = codeFingerprint(folder);
  write("kernels/generated", "wasm.js", "1");
  expect(codeFingerprint(folder)).not.toBe(before);
});

it("is that of the program by default", () => expect(codeFingerprint()).toMatch(/-[0-9a-f]{16}$/));
