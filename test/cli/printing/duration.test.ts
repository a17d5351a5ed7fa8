import { expect, it } from "vitest";
import { formatDuration } from "../../../src/cli/printing/duration.js";

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
