import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { renderBadge } from "../../../src/report/page/html-badge.js";

const shown = (text: string) => new JSDOM(renderBadge(text)).window.document.body;

describe("renderBadge", () => {
  it.each([
    ["reproduced", "✓ reproduced", "badge good"],
    ["differs", "≠ differs", "badge bad"],
    ["not checked", "○ not checked", "badge open"],
  ])("marks %s by colour and by symbol", (verdict, text, classes) => {
    expect(shown(verdict).textContent).toBe(text);
    expect(shown(verdict).firstElementChild!.className).toBe(classes);
  });

  it("has what is said of a verdict beside it, and shows any other text as it is", () => {
    expect(shown("differs, at the edge").textContent).toBe("≠ differs at the edge");
    expect(shown("differs, at the edge").querySelector(".badge")!.textContent).toBe("≠ differs");
    expect(renderBadge("<b>, well")).toBe("&lt;b&gt;, well");
  });
});
