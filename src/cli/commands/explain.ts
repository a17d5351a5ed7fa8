import { Command } from "commander";
import { biologicalEstimates, deviceNamed, deviceNames, type Quantity } from "../../devices/index.js";
import { type DeviceProfile, quantitiesOf } from "../../devices/profile.js";
import { didYouMean } from "../../schema/did-you-mean.js";
import { toJson } from "../../schema/result.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { schemaVersion, version } from "../../schema/version.js";
import { quantityText, sourceText } from "../devices/device-text.js";
import { headings } from "../help/groups.js";
import { wrap } from "../printing/terminal.js";

const BIOLOGY = "biology";

function printQuantities(title: string, quantities: readonly { what: string; quantity: Quantity }[]): void {
  console.log(`${wrap(title)}\n`);
  for (const { what, quantity } of quantities) {
    console.log(wrap(`  ${what}: ${quantityText(quantity)}`));
    console.log(wrap(`    ${sourceText(quantity)}`));
  }
}

const titleOf = ({ name, title, kind, holds }: DeviceProfile): string =>
  `${name}: ${title}, ${kind}, holds a ${holds}. Energies are of one cell.`;

function print(profile: DeviceProfile): void {
  printQuantities(titleOf(profile), quantitiesOf(profile));
  const { writeEnergy, holdingPower, retention, endurance, kind } = profile;
  const missing = [
    ...(writeEnergy === undefined ? ["the energy of a write"] : []),
    // A cell that forgets is not held: it decays instead.
    ...(kind === "volatile" && holdingPower === undefined && retention === undefined ? ["the power to hold"] : []),
    ...(kind === "persistent" && endurance === undefined ? ["endurance"] : []),
  ];
  if (missing.length > 0) console.log(`\n${wrap(`Not found: ${missing.join(", ")}; nothing is computed from it.`)}`);
}

function explainBiology(json: boolean | undefined): void {
  if (json) {
    console.log(toJson({ schemaVersion, version, biology: biologicalEstimates }));
    return;
  }
  const quantities = biologicalEstimates.estimates.map(({ what, ...quantity }) => ({ what, quantity }));
  printQuantities(
    `${BIOLOGY}: ${biologicalEstimates.title}. They are of no cell, and no joule is computed from them.`,
    quantities,
  );
}

function explain(name: string, { json }: { json?: boolean }): void {
  if (name === BIOLOGY) {
    explainBiology(json);
    return;
  }
  const known = [...deviceNames, BIOLOGY];
  if (!known.includes(name)) {
    throw new UsageError(
      `The name must be one of ${known.join(", ")}, got ${shown(name)}.${didYouMean(name, known)} syncache devices lists them.`,
    );
  }
  const profile = deviceNamed(name);
  if (json) console.log(toJson({ schemaVersion, version, device: profile }));
  else print(profile);
}

/** `syncache explain NAME` */
export function explainCommand(): Command {
  return new Command("explain")
    .argument("<name>", "a cell that syncache devices lists, or biology")
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else")
    .action(explain);
}
