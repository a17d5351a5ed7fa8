import { Command, Option } from "commander";
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

function print(profiles: readonly DeviceProfile[]): void {
  console.log(`${formatTable(profiles.map(rowOf), tableHeadings, { width: lineWidth() })}\n`);
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
  const kinds = new Option("--kind <name>", "cells of one kind only").choices(["volatile", "persistent"]);
  return new Command("devices")
    .addOption(kinds.helpGroup(headings.devices))
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else")
    .action(({ json, kind }: { json?: boolean; kind?: string }) => {
      const devices = deviceProfiles.filter((profile) => kind === undefined || profile.kind === kind);
      if (json) console.log(toJson({ schemaVersion, version, devices, biology: biologicalEstimates }));
      else print(devices);
    });
}
