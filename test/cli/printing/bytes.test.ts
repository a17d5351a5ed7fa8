import { expect, it } from "vitest";
import { describeBytes } from "../../../src/cli/printing/bytes.js";

it.each([
  [34_000, "0.034 MB"],
  [1_000_000, "1.0 MB"],
  [34_400_000, "34 MB"],
  [344_000_000, "340 MB"],
  [12_345_000_000, "12 GB"],
  [5e15, "5\u202f000\u202f000 GB"],
])("says %d bytes as %s", (bytes, text) => expect(describeBytes(bytes)).toBe(text));
