import { describe, expect, it } from "vitest";
import { figures } from "../../../src/paper/figures.js";
import { statementOf } from "../../../src/paper/report/statements.js";
import { claim, measured, one } from "./example-claim.js";

const drawn = figures.filter(({ id }) => id === "1c").map((figure) => ({ figure, panels: [], files: [] }));

describe("statementOf", () => {
  it("has the claim as a sentence, what became of it, and its figure", () => {
    expect(statementOf({ claim, measurement: measured([1.9], 0.1) }, drawn)).toEqual({
      text: "Something holds.",
      verdict: "reproduced",
      isAtEdge: true,
      found: "1.90 ± 0.10",
      expected: "between 1 and 2",
      finding: "Found 1.90 ± 0.10, expected between 1 and 2. 10 runs.",
      figure: "Figure 1C",
      href: "#figure-1c",
      details: [
        { label: "Measured", text: "A ratio." },
        { label: "Why that band", text: "The paper." },
        { label: "In the paper", text: "Results." },
      ],
    });
  });

  it("leads to no figure that is not on the page", () => expect(statementOf(one(1.5), [])).not.toHaveProperty("href"));

  it("quotes the paper where its words can be read in several ways", () => {
    const quoted = { ...claim, quote: "about as large", reading: "within a factor of 2" };
    expect(statementOf({ claim: quoted, measurement: null }, drawn).details.slice(0, 2)).toEqual([
      { label: "The paper’s words", text: "“about as large”" },
      { label: "Read as", text: "Within a factor of 2." },
    ]);
  });
});
