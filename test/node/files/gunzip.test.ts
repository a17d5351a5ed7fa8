import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gunzipBeginning, gunzipWithin } from "../../../src/node/files/gunzip.js";
import { UsageError } from "../../../src/schema/usage-error.js";

const content = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc.nat(50_000).map((length) => new Uint8Array(length)),
);

describe("the beginning of a gzip file", () => {
  it("is that of its content, whatever that is and however well it is compressed", () =>
    fc.assert(
      fc.property(content, fc.nat(40), (bytes, length) => {
        expect(Buffer.from(gunzipBeginning(gzipSync(bytes), length, "a")).equals(bytes.subarray(0, length))).toBe(true);
      }),
    ));

  it("is found behind a long name", () => {
    const name = new TextEncoder().encode("n".repeat(50_000));
    const plain = gzipSync(Uint8Array.of(1, 2, 3));
    const header = Uint8Array.from(plain.subarray(0, 10));
    header[3] = 8; // FNAME of RFC 1952: a name that ends in a zero byte follows the header
    const named = Buffer.concat([header, name, Uint8Array.of(0), plain.subarray(10)]);
    expect(Array.from(gunzipBeginning(named, 2, "a"))).toEqual([1, 2]);
  });

  it("takes little memory, also of a file that holds nothing else than gigabytes of zeros", () => {
    const bomb = gzipSync(new Uint8Array(2 ** 25));
    expect(gunzipBeginning(bomb, 16, "a").length).toBe(16);
  });
});

describe("the content of a gzip file", () => {
  it("is read as far as a limit", () =>
    fc.assert(
      fc.property(content, fc.nat(100), (bytes, more) => {
        const limit = bytes.length + more + 1;
        expect(Buffer.from(gunzipWithin(gzipSync(bytes), limit, "as stated", "a")).equals(bytes)).toBe(true);
      }),
    ));

  it.each([
    [
      "more than the limit",
      gzipSync(new Uint8Array(10)),
      "a: must hold 9 bytes when it is decompressed, as stated, but",
    ],
    ["no gzip file", Uint8Array.of(1, 2, 3), "a: must be a complete gzip file"],
    ["nothing", new Uint8Array(0), "a: must be a complete gzip file"],
    ["a file cut short", gzipSync(new Uint8Array(10)).subarray(0, -5), "a: must be a complete gzip file"],
  ])("is refused for %s", (_, bytes, message) => {
    expect(() => gunzipWithin(bytes, 9, "as stated", "a")).toThrow(UsageError);
    expect(() => gunzipWithin(bytes, 9, "as stated", "a")).toThrow(message);
  });
});
