import { formatExact, type NumberForm } from "../../report/format.js";
import { metaOf } from "../../schema/parameter.js";
import type { Cell, Row } from "../../schema/row.js";
import { shownPath } from "../../schema/shown.js";
import { impliedValues } from "../../schema/where-given.js";
import type { z } from "../../schema/zod.js";

/** How the columns of a learner's table are written; the others hold what was measured. */
export const runForms: Record<string, NumberForm> = { seed: "seed", threshold: "given" };

/** `changeCost` → `change cost` */
const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueText(value: Cell): string {
  if (typeof value === "string") return shownPath(value);
  return typeof value === "number" || value === null ? formatExact(value) : value ? "yes" : "no";
}

/**
 * The parameters that are not what they are by default, for the end of a line that tells `shown` ones already:
 * ", change cost 0.2, potentiation only". What is no parameter of the schema, such as the file of own data, is told too.
 */
export function describeOthers(schema: z.ZodObject, parameters: object, shown: readonly string[]): string {
  const defaults = { ...Object.fromEntries(impliedValues(schema)), ...(schema.parse({}) as Row) };
  const others = Object.entries(parameters as Row).filter(([key, value]) => {
    return !shown.includes(key) && value !== defaults[key];
  });
  const texts = others.map(([key, value]) => {
    const field = schema.shape[key] as z.ZodType | undefined;
    if (key === "seed") return `seed ${value}`;
    return field !== undefined && metaOf(field).isSwitch ? words(key) : `${words(key)} ${valueText(value)}`;
  });
  return texts.map((text) => `, ${text}`).join("");
}

/** Parts of the energy that most studies leave at 0, and that a table has where they are not. */
const rareParts = {
  changeEnergy: "change",
  persistentMaintenanceEnergy: "persistent maintenance",
  writeEnergy: "writes",
  eventEnergy: "events",
};

/** What a run has only where it is asked for. */
const askedFor = { offlineOptimum: "offline optimum", regret: "regret" };

/**
 * Headings with every part of the energy that is not 0 somewhere, beside the parts that are always shown, and with what was
 * asked for at the end.
 */
export function withEveryPart(headings: Record<string, string>, rows: readonly Row[]): Record<string, string> {
  const there = Object.entries(rareParts).filter(([key]) => rows.some((row) => (row[key] ?? 0) !== 0));
  const asked = Object.entries(askedFor).filter(([key]) => rows.some((row) => row[key] !== undefined));
  const parts = Object.entries(headings).flatMap((heading) =>
    heading[0] === "maintenanceEnergy" ? [heading, ...there] : [heading],
  );
  return Object.fromEntries([...parts, ...asked]);
}
