import { describe, expect, it } from "vitest";
import { claims } from "../../src/paper/claims.js";
import { deviations } from "../../src/paper/deviations.js";
import { figures, paperFigures } from "../../src/paper/figures.js";
import { paperReport } from "../../src/paper/paper-report.js";
import type { Section } from "../../src/report/page/report.js";
import { resultsOf } from "./made-up.js";

const drawn = figures.map((figure) => ({
  figure,
  panels: figure.charts(resultsOf(), "quick").map((chart) => ({ chart, wide: "<svg/>", narrow: "<svg/>" })),
  files: [{ label: "CSV", href: "a.csv" }],
}));
const checked = claims.map((claim) => ({ claim, measurement: null }));
const { result, sections, generated, headline, ...report } = paperReport(drawn, checked, "today");

const ofKind = <K extends Section["kind"]>(kind: K): Extract<Section, { kind: K }>[] =>
  [...result, ...sections].filter((section): section is Extract<Section, { kind: K }> => section.kind === kind);

describe("the report", () => {
  it("has the result first, then the figures of the paper in their order, what is beyond it, and what differs and why", () => {
    expect(headline).toMatch(/^Synaptic caching saves \d+ %.* \d+ %/);
    expect(result.map(({ kind }) => kind)).toEqual(["pair", "statements"]);
    const beyond = figures.slice(paperFigures.length);
    expect(sections.map(({ kind }) => kind)).toEqual([
      ...[...paperFigures.map(() => "figure"), "statements"],
      ...[...beyond.map(() => "figure"), "entries"],
    ]);
    expect(generated).toBe("today");
    expect(report.notice).toBeUndefined();
  });

  it("shows the energies of Figures 2C and 5B side by side, linked to their sections", () => {
    const [pair] = ofKind("pair");
    expect(pair!.panels.map(({ panel, link }) => [panel.chart.name, link])).toEqual([
      ["figure-2c-energy", { label: "Figure 2C", href: "#figure-2c" }],
      ["figure-5b", { label: "Figure 5B", href: "#figure-5b" }],
    ]);
  });

  it("has every statement of the paper in the list of all, what is beyond it in another, and every claim once beside its figure", () => {
    const texts = claims.map(({ statement }) => `${statement}.`);
    const ofPaper = claims.filter(({ isBeyondPaper }) => !isBeyondPaper).map(({ statement }) => `${statement}.`);
    expect(ofPaper.length).toBeLessThan(claims.length);
    const [paper, others] = ofKind("statements").map(({ statements }) => statements.map(({ text }) => text));
    expect(paper).toEqual(ofPaper);
    expect(others).toEqual(texts.filter((text) => !ofPaper.includes(text)));
    const besideOf = (key: "statements" | "beyond") =>
      ofKind("figure").flatMap((section) => (section[key] ?? []).map(({ text }) => text));
    expect(besideOf("statements").toSorted()).toEqual(ofPaper.toSorted());
    expect(besideOf("beyond").toSorted()).toEqual(others!.toSorted());
  });

  it("links every figure by its name, with its panels and files", () => {
    const shown = ofKind("figure");
    expect(shown.map(({ id }) => id)).toEqual(figures.map(({ id }) => `figure-${id}`));
    const { panels, files, figure } = drawn[0]!;
    expect(shown[0]).toMatchObject({ caption: figure.caption, panels, files });
  });

  it("names every deviation, and the parts that it has", () => {
    const [section] = ofKind("entries");
    expect(section!.entries.map(({ heading }) => heading)).toEqual(deviations.map(({ matter }) => matter));
    section!.entries.forEach(({ parts }, i) => {
      const { matter, ...said } = deviations[i]!;
      expect(parts.map(({ text }) => text).sort(), matter).toEqual(Object.values(said).sort());
      expect(parts.at(-1)).toEqual({ label: "Here", text: said.here });
    });
  });
});

describe("a report of few figures", () => {
  it("has no key figure and no verdicts where there are none", () => {
    const early = paperReport(drawn.slice(0, 1), [], "today");
    expect(early.result).toEqual([]);
    expect(early).not.toHaveProperty("headline");
    expect(early.sections.map(({ kind }) => kind)).toEqual(["figure", "entries"]);
  });
});
