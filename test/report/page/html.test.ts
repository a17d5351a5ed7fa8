import { describe, expect, it } from "vitest";
import { escapeHtml, htmlText, uniqueId } from "../../../src/report/page/html.js";

describe("escapeHtml", () => {
  it("leaves nothing that could open a tag, an entity or end an attribute", () => {
    expect(escapeHtml(`<a href="x">'&amp;'</a>`)).toBe("&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
  });
});

describe("htmlText", () => {
  it("lowers indices, raises powers, and escapes the rest", () => {
    expect(htmlText("M_min & 10⁻³")).toBe("M<sub>min</sub> &amp; 10<sup>−3</sup>");
    expect(htmlText("|Δw|^α")).toBe("|Δw|<sup>α</sup>");
    expect(htmlText("x^(<b>)")).toBe("x<sup>&lt;b&gt;</sup>");
  });

  it("keeps a formula on its line, and breaks between words", () => {
    expect(htmlText("at N = 1000 and (2 − P/N) < 1")).toBe(
      "at N\u00a0=\u00a01000 and (2\u00a0−\u00a0P/N)\u00a0&lt;\u00a01",
    );
    expect(htmlText("saves 88 % of it")).toBe("saves 88\u00a0% of it");
    expect(htmlText("(2 + x)⁻²")).toBe("(2\u00a0+\u00a0x)<sup>\u2060−2</sup>");
  });
});

describe("uniqueId", () => {
  it("makes words of a title and numbers repetitions", () => {
    const taken = new Set(["figure-1c"]);
    expect(uniqueId("Figure 1C", taken)).toBe("figure-1c-2");
    expect(uniqueId("Figure 1C", taken)).toBe("figure-1c-3");
    expect(uniqueId("…", taken)).toBe("section");
  });
});
