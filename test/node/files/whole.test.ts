import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readAll, writeAll } from "../../../src/node/files/whole.js";
import { temporaryFolder } from "../../temporary-folder.js";

const file = join(temporaryFolder(), "file");

it("writes where the file stands, or at a place, and tells how far it is", () => {
  writeFileSync(file, "");
  const descriptor = openSync(file, "r+");
  const told: number[] = [];
  writeAll(descriptor, Buffer.from("abc"), undefined, (done) => told.push(done));
  writeAll(descriptor, Buffer.from("def"));
  writeAll(descriptor, Buffer.from("XY"), 1);
  closeSync(descriptor);
  expect(told.at(-1)).toBe(3);
  expect(readFileSync(file, "utf8")).toBe("aXYdef");
});

it("reads as much as there is", () => {
  writeFileSync(file, "0123456789");
  const descriptor = openSync(file, "r");
  expect(readAll(descriptor, 2, 3).toString()).toBe("234");
  expect(readAll(descriptor, 7, 10).toString()).toBe("789");
  expect(readAll(descriptor, 20, 10)).toHaveLength(0);
  closeSync(descriptor);
});
