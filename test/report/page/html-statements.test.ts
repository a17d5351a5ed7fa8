import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { renderStatements, renderStatementsSection } from "../../../src/report/page/html-statements.js";
import type { Statement } from "../../../src/report/page/report.js";

const onPage: Statement = {
  text: "Something holds.",
  verdict: "reproduced",
  isAtEdge: false,
  found: "1.5",
  expected: "between 1 and 2",
  finding: "Found 1.5, expected between 1 and 2. 10 runs.",
  figure: "Figure 1C",
  href: "#figure-1c",
  details: [{ label: "Measured", text: "M/M_min" }],
};
const { href: _, ...elsewhere } = onPage;
const statement = (given: Partial<Statement>): Statement => ({ ...onPage, ...given });
const statements = [
  statement({}),
  statement({ isAtEdge: true }),
  statement({ text: "Something else holds.", verdict: "differs", finding: "Found 3, expected 1." }),
  { ...elsewhere, verdict: "not checked" } satisfies Statement,
];
const parse = (html: string) => new JSDOM(html).window.document.body;

describe("renderStatements", () => {
  const body = parse(renderStatements(statements));

  it("has a sentence, a verdict and what was found for each, and folded how it was checked", () => {
    const items = [...body.querySelectorAll("li")];
    expect(items).toHaveLength(4);
    expect(items[1]!.querySelector("p")!.textContent).toBe("✓ reproduced at the edge Something holds.");
    expect(items[2]!.querySelector(".finding")!.textContent).toBe("Found 3, expected 1.");
    const details = items[0]!.querySelector("details")!;
    expect(details.open).toBe(false);
    expect(details.querySelector("dd")!.innerHTML).toBe("M/M<sub>min</sub>");
  });
});

describe("renderStatementsSection", () => {
  const section = { kind: "statements", title: "Verdicts", caption: "As computed.", statements } as const;
  const body = parse(renderStatementsSection({ ...section, statements }));

  it("counts the verdicts, and those at the edge", () => {
    const counts = [...body.querySelectorAll(".tally li")].map((item) => item.textContent);
    expect(counts).toEqual(["2 ✓ reproduced 1 at the edge", "1 ≠ differs", "1 ○ not checked"]);
  });

  it("says how a verdict comes about, and shows what differs at once, with a link to its figure", () => {
    expect(body.querySelector(":scope > .caption")!.textContent).toBe("As computed.");
    const items = [...body.querySelectorAll(".checks li")];
    expect(items.map((item) => item.querySelector("p")!.textContent)).toEqual([
      "≠ differs Something else holds. Figure 1C",
    ]);
    expect(items[0]!.querySelector("a")!.getAttribute("href")).toBe("#figure-1c");
    expect(items[0]!.querySelector("dd")!.textContent).toBe("M/Mmin");
  });

  it("has a table of all, folded, which links the figures that are on the page", () => {
    const details = body.querySelector<HTMLDetailsElement>("details.all")!;
    expect(details.open).toBe(false);
    expect(details.querySelector("summary")!.textContent).toBe("All 4 statements in a table");
    expect(details.querySelectorAll("tbody tr")).toHaveLength(4);
    expect(details.querySelectorAll("tbody a")).toHaveLength(3);
  });

  it("has no list where nothing differs", () => {
    const agreed = parse(renderStatementsSection({ ...section, statements: [statement({})] }));
    expect(agreed.querySelector(".checks")).toBeNull();
  });
});
