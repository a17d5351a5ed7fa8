import { describe, expect, it } from "vitest";
import { escapeHtml, htmlText, uniqueId } from "../../../src/report/page/html.js";

describe("escapeHtml", () => {
  it("leaves nothing that could open a tag, an entity or end an attribute", () => {
    expect(escapeHtml(`<a href="x">'&amp;'</a>`)).toBe("&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
  });
});

describe("htmlText", () => {
  it("lowers indices, keeps powers, and escapes the rest", () => {
    expect(htmlText("M_min < 10⁻³")).toBe('M<sub>min</sub> &lt; 10<span class="power">⁻³</span>');
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
