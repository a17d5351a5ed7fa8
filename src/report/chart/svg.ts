import { printable } from "../../schema/printable.js";
import { SHIFTED_SIZE } from "../text-width.js";
import { typeset } from "../typeset.js";

const SVG = "http://www.w3.org/2000/svg";

/** Adds an SVG element with the given attributes to `parent`. */
export function append(parent: Element, name: string, attributes: Record<string, string | number> = {}): Element {
  const element = parent.ownerDocument.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/** Replaces an element's text, with powers and indices as shifted runs of ordinary characters. */
export function setText(element: Element, text: string, fontSize: number): void {
  element.textContent = "";
  let raised = 0;
  for (const run of typeset(printable(text))) {
    const target = run.shift === "raised" ? -0.36 * fontSize : run.shift === "lowered" ? 0.2 * fontSize : 0;
    const attributes: Record<string, string | number> = {};
    if (target !== raised) attributes.dy = target - raised;
    if (run.shift !== "none") attributes["font-size"] = SHIFTED_SIZE * fontSize;
    raised = target;
    if (Object.keys(attributes).length === 0) element.append(run.text);
    else append(element, "tspan", attributes).textContent = run.text;
  }
}

/** Adds lines of text below each other; `y` is the baseline of the first. */
export function appendLines(
  parent: Element,
  lines: string[],
  place: { x: number; y: number; lineHeight: number; fontSize: number },
  attributes: Record<string, string | number> = {},
): void {
  for (const [i, line] of lines.entries()) {
    const y = place.y + i * place.lineHeight;
    const element = append(parent, "text", { x: place.x, y, "font-size": place.fontSize, ...attributes });
    setText(element, line, place.fontSize);
  }
}

const COORDINATES = new Set("d transform x y dx dy x1 x2 y1 y2 cx cy r width height font-size".split(" "));

/**
 * The element as an XML document. Coordinates are rounded to a hundredth of a pixel, which nobody sees: the last
 * digit of a logarithm differs between JavaScript engines, and the file must not.
 */
export function serialise(svg: Element): string {
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (!COORDINATES.has(name)) continue;
      const rounded = value.replace(/-?\d+(\.\d+(e-?\d+)?|e-?\d+)/g, (number) =>
        String(Number(Number(number).toFixed(2)) + 0),
      );
      element.setAttribute(name, rounded);
    }
  }
  const view = svg.ownerDocument.defaultView;
  if (!view) throw new Error("The document must belong to a window, as that of a browser or of jsdom does.");
  return `${new view.XMLSerializer().serializeToString(svg)}\n`;
}
