import { expect, it } from "vitest";
import { describeBytes, formatDuration } from "../../../src/cli/printing/study-progress.js";

it.each([
  [0.04, "0.0 s"],
  [9.94, "9.9 s"],
  [10, "10 s"],
  [59.6, "1 min 0 s"],
  [90, "1 min 30 s"],
  [3600, "1 h 0 min"],
  [2 * 86400 + 3 * 3600, "2 d 3 h"],
  [Number.POSITIVE_INFINITY, "–"],
])("says %d seconds as %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

it.each([
  [34_000, "0.034 MB"],
  [1_000_000, "1.0 MB"],
  [34_400_000, "34 MB"],
  [344_000_000, "340 MB"],
  [12_345_000_000, "12 GB"],
  [5e15, "5\u202f000\u202f000 GB"],
])("says %d bytes as %s", (bytes, text) => expect(describeBytes(bytes)).toBe(text));
