import type { EntriesSection, Entry } from "../../report/page/report.js";
import { type Deviation, deviations } from "../deviations.js";

function deviationEntry({ matter, text, program, equation, here }: Deviation): Entry {
  const parts = [
    { label: "Text", text },
    { label: "Their program", text: program },
    { label: "Printed equation", text: equation },
    { label: "Here", text: here },
  ];
  return { heading: matter, parts: parts.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text }])) };
}

/** What differs between paper, program and this, and why. */
export const deviationSection: EntriesSection = {
  kind: "entries",
  title: "Where paper, program and this differ",
  caption: "What the paper's text, its published program and its printed equations say, and what is computed here.",
  entries: deviations.map(deviationEntry),
};
