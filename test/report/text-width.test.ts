import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { textWidth, wrapText } from "../../src/report/text-width.js";

/** The width of the ink as drawn in DejaVu Sans, the widest font of the charts. */
function drawnWidth(text: string, weight: string): number {
  const fonts = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => `node_modules/dejavu-fonts-ttf/ttf/${file}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="50">
    <text x="10" y="30" font-family="DejaVu Sans" font-size="20" font-weight="${weight}">${text}</text></svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: fonts } }).getBBox()!.width;
}

const SENTENCES = [
  "The quick brown fox jumps over the lazy dog, 0123456789 times",
  "energy M (weight units) against patterns per synapse P/N",
  "threshold θ, decay time τ = ∞ and consolidated Σ|s|",
];

describe("textWidth", () => {
  it.each(SENTENCES)("is not less than the drawn width of %s, and little more", (text) => {
    // Ink is narrower than the advance by the side bearings, about a pixel at each end.
    expect(textWidth(text, 20)).toBeGreaterThan(drawnWidth(text, "normal"));
    // Characters missing from the table count as wide as "=": at most a tenth more in these sentences.
    expect(textWidth(text, 20)).toBeLessThan(1.1 * drawnWidth(text, "normal") + 4);
    expect(textWidth(text, 20, "bold")).toBeGreaterThan(drawnWidth(text, "bold"));
  });

  it("counts raised characters at their smaller size", () => {
    expect(textWidth("10³", 20)).toBeLessThan(textWidth("103", 20));
  });
});

describe("wrapText", () => {
  it("fills lines up to the width and loses no word", () => {
    const text = "Mean of 20 seeds; bands are standard errors of the mean.";
    const lines = wrapText(text, 150, 12);
    expect(lines.join(" ")).toBe(text);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(150);
  });

  it("breaks no line within a relation", () => {
    expect(wrapText("given N = P = 12 of them", 80, 12)).toEqual(["given", "N = P = 12", "of them"]);
    expect(wrapText("accuracies ≥ .9 only", 60, 12)).toEqual(["accuracies ≥ .9", "only"]);
  });

  it("keeps a word whole that is wider than the line", () => {
    expect(wrapText("an incomprehensibilities word", 40, 12)).toEqual(["an", "incomprehensibilities", "word"]);
  });
});
