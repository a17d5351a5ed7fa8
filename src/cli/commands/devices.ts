import { Command } from "commander";
import { biologicalEstimates, type DeviceProfile, deviceProfiles } from "../../devices/index.js";
import { toJson } from "../../schema/result.js";
import { schemaVersion, version } from "../../schema/version.js";
import { quantityText, valueText } from "../devices/device-text.js";
import { headings } from "../help/groups.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";

const tableHeadings = {
  name: "name",
  kind: "kind",
  write: "writing (J)",
  per: "of a",
  retention: "retention",
  endurance: "writes endured",
};

const rowOf = ({ name, kind, holds, writeEnergy, retention, endurance }: DeviceProfile) => ({
  name,
  kind,
  write: writeEnergy === undefined ? "–" : valueText(writeEnergy),
  per: writeEnergy === undefined ? "–" : `${writeEnergy.per}${holds === "bit" ? " of a bit" : ""}`,
  retention: retention === undefined ? "–" : quantityText(retention),
  endurance: endurance === undefined ? "–" : valueText(endurance),
});

function print(): void {
  console.log(`${formatTable(deviceProfiles.map(rowOf), tableHeadings, { width: lineWidth() })}\n`);
  console.log(`Not cells, but ${biologicalEstimates.title}:`);
  for (const { what, ...quantity } of biologicalEstimates.estimates) {
    console.log(wrap(`  ${what}: ${quantityText(quantity)}`));
  }
  console.log(
    `\n${wrap("Where every number is from: syncache explain NAME. A dash is a number that nobody has found.")}`,
  );
}

/** `syncache devices` */
export function devicesCommand(): Command {
  return new Command("devices")
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else")
    .action(({ json }: { json?: boolean }) => {
      if (json) console.log(toJson({ schemaVersion, version, devices: deviceProfiles, biology: biologicalEstimates }));
      else print();
    });
}
