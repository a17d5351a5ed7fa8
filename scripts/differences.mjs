// Writes what the report says of differences into the document about them, between its two marks.
//   node scripts/differences.mjs [--check] [DOCUMENT]   --check writes nothing, and ends with 1 where something would change
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { deviations } from "../dist/paper/deviations.js";

const START = "<!-- From src/paper/deviations.ts, by `npm run differences`. -->";
const END = "<!-- Written by hand from here on. -->";

const labels = { text: "Text", program: "Their program", equation: "Printed equation", here: "Here" };

/** Letters that Markdown would take for marks; within words `_` is none. */
const literal = (text) => text.replaceAll(/[*<]/g, "\\$&");

function entryOf({ matter, ...said }) {
  const parts = Object.entries(labels).flatMap(([key, label]) =>
    said[key] === undefined ? [] : [`- ${label}: ${literal(said[key])}`],
  );
  return [`### ${literal(matter)}`, "", ...parts].join("\n");
}

const { values, positionals } = parseArgs({
  options: { check: { type: "boolean", default: false } },
  allowPositionals: true,
});
const document =
  positionals[0] ?? fileURLToPath(new URL("../docs/differences-from-the-authors-code.md", import.meta.url));
const text = readFileSync(document, "utf8");
const [start, end] = [text.indexOf(START), text.indexOf(END)];
if (start < 0 || end < start) {
  console.error(`${document} lacks its marks, in this order:\n${START}\n${END}`);
  process.exit(2);
}
const written = `${text.slice(0, start)}${START}\n\n${deviations.map(entryOf).join("\n\n")}\n\n${text.slice(end)}`;
if (!values.check) writeFileSync(document, written);
else if (written !== text) {
  console.error(
    `${document} does not say what src/paper/deviations.ts says. Run \`npm run build\`, then \`npm run differences\`.`,
  );
  process.exitCode = 1;
}
