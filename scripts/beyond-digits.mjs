// Writes docs/beyond-digits.md from the folders of the studies examples/studies/digits-*.yaml.
//   node scripts/beyond-digits.mjs FIXED TUNED [OFFLINE] [--documents docs]
// What has been built is used. Nothing is run: the studies are, by `syncache sweep`, and are resumed by it.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeFileAtomically } from "../dist/node/files/output-folder.js";
import { digitCells } from "../dist/paper/beyond/digits/cells.js";
import { digitsPage } from "../dist/paper/beyond/digits/page.js";
import { indexJournals } from "../dist/study/journals/index-journals.js";
import { studyOfFolder } from "../dist/study/journals/study-folder.js";
import { jobCount } from "../dist/study/study.js";
import { collectedRows } from "../dist/tables/collected-rows.js";

const { values: given, positionals } = parseArgs({
  options: { documents: { type: "string", default: fileURLToPath(new URL("../docs", import.meta.url)) } },
  allowPositionals: true,
});
const [fixedFolder, tunedFolder, offlineFolder] = positionals;
if (tunedFolder === undefined || positionals.length > 3) {
  console.error(
    "beyond-digits: give the folders of digits-fixed, digits-tuned and, if it has been run, digits-offline.",
  );
  process.exit(2);
}

/** The runs of a study, each with its parameters. */
function runsOf(folder) {
  const study = studyOfFolder(folder);
  const runs = [...collectedRows(study, indexJournals(folder))].map(({ parameters, record }) => ({
    // Whether the optimum is asked for and what it is have one name.
    ...parameters,
    ...record.run,
  }));
  if (runs.length < jobCount(study)) {
    console.error(`beyond-digits: ${runs.length} of ${jobCount(study)} runs are there. syncache sweep --out ${folder}`);
    process.exit(1);
  }
  return runs;
}

const fixed = runsOf(fixedFolder);
const offline = offlineFolder === undefined ? [] : runsOf(offlineFolder);
const cells = digitCells(fixed, runsOf(tunedFolder), offline);
const distinct = (key) => [...new Set(fixed.map((run) => run[key]))].sort((a, b) => a - b);
writeFileAtomically(
  join(given.documents, "beyond-digits.md"),
  digitsPage(cells, distinct("seed"), distinct("threshold").length),
);
