import type { HelpGroup } from "../../schema/parameter-help.js";

/** The headings of a page of help, in the order of the page. */
export const headings = {
  task: "Task:",
  caching: "Caching:",
  prices: "Prices:",
  devices: "Devices:",
  run: "Run:",
  slurm: "Slurm:",
  output: "Output:",
} as const satisfies Record<HelpGroup | "slurm" | "devices", string>;

const order: readonly string[] = Object.values(headings);

/** Where a heading stands on the page; one of no group, as commander's own, stands first. */
export const placeOf = (heading: string): number => order.indexOf(heading);
