import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import { append, serialise, setText } from "../../../src/report/chart/svg.js";

function svg(): Element {
  return createDocument().createElementNS("http://www.w3.org/2000/svg", "svg");
}

describe("setText", () => {
  it("raises and lowers runs and returns to the line after them", () => {
    const text = append(svg(), "text");
    setText(text, "a³ b", 25);
    expect(text.innerHTML).toBe('a<tspan dy="-9" font-size="18">3</tspan><tspan dy="9"> b</tspan>');
    expect(text.textContent).toBe("a3 b");
  });

  it("leaves out what XML forbids and what turns a text around", () => {
    const root = svg();
    setText(append(root, "text"), "a\u0000\u001b[31m\ud800\u202eb\n<", 25);
    const xml = serialise(root);
    expect(xml).toContain("<text>a��[31m��b &lt;</text>");
  });
});

describe("serialise", () => {
  it("rounds coordinates, but no other attribute and no text", () => {
    const root = svg();
    const path = append(root, "path", { d: "M0.123456,-7.000001L1e-7,1.25e-7", opacity: 0.123456 });
    append(root, "text").textContent = "1.23456 & more";
    const xml = serialise(root);
    expect(path.getAttribute("d")).toBe("M0.12,-7L0,0");
    expect(xml).toContain('opacity="0.123456"');
    expect(xml).toContain("1.23456 &amp; more");
  });
});
