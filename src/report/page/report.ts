import type { Panel } from "./panel.js";

/** A page of results. All text is plain text; only the drawings of a `Panel` are markup. */
export interface Report {
  /** Names the page. */
  title: string;
  /** What was found, in a sentence; the title where there is nothing yet to say. */
  headline?: string;
  lead: string[];
  /** What is reported on. */
  source?: Link;
  /** What made the report: program, version, parameters. */
  generated: string;
  /** That the report is not complete, and why. */
  notice?: string;
  /** Before the list of contents: what it comes to. */
  result: Section[];
  sections: Section[];
}

export interface Link {
  label: string;
  href: string;
}

export type Section = FigureSection | PairSection | StatementsSection | EntriesSection;

/** A figure with what was checked of it. */
export interface FigureSection {
  kind: "figure";
  /** The fragment by which the figure is linked. */
  id: string;
  title: string;
  caption: string;
  panels: Panel[];
  files?: Link[];
  statements?: Statement[];
  /** What was checked of it that is not from what is reported on, apart from the others. */
  beyond?: Statement[];
}

/** The panels that say most, side by side; each stands again in its own section, to which it is linked. */
export interface PairSection {
  kind: "pair";
  title: string;
  panels: { panel: Panel; link: Link }[];
}

/** How many statements came out how, those that differ, and all of them folded. */
export interface StatementsSection {
  kind: "statements";
  title: string;
  /** How a verdict comes about. */
  caption: string;
  statements: Statement[];
}

export type Verdict = "reproduced" | "differs" | "not checked";

/** Something that was said and has been checked. */
export interface Statement {
  text: string;
  verdict: Verdict;
  /** Other seeds could well turn the verdict round. */
  isAtEdge: boolean;
  /** In short: "33.7 ± 0.9" and "at least 10". */
  found: string;
  expected: string;
  /** The same in a sentence. */
  finding: string;
  /** Names the figure that it belongs to, which is on the page where there is an address. */
  figure: string;
  href?: string;
  /** What a reader asks who doubts it. */
  details: { label: string; text: string }[];
}

/** Matters of several parts each: on a narrow screen their sentences have more room below each other than in a table. */
export interface EntriesSection {
  kind: "entries";
  title: string;
  caption?: string;
  entries: Entry[];
}

export interface Entry {
  heading: string;
  parts: { label: string; text: string }[];
}
