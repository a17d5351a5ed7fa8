import { expect, it } from "vitest";
import { displayWidth } from "../../../src/cli/printing/display-width.js";

it.each([
  ["", 0],
  ["plain", 5],
  ["Σ|s| > θ, −1/τ", 14],
  ["e\u0301", 1], // a letter and the accent on it
  ["脑", 2],
  ["ニューロン", 10],
  ["뇌", 2],
  ["🧠", 2],
  ["👩‍🔬", 2], // one picture of two, joined
  ["\x1b[1mbold\x1b[22m", 4],
  ["a\u200bb", 2],
])("%j takes %d columns", (text, width) => expect(displayWidth(text)).toBe(width));
