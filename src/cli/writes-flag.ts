import { type Command, Option } from "commander";
import { headings } from "./help/groups.js";

/** Adds --writes. */
export const addWritesFlag = (command: Command): Command =>
  command.addOption(
    new Option(
      "--writes <file>",
      "write how often each persistent weight is changed as .npy, u32, a row a run; counts writes",
    ).helpGroup(headings.output),
  );
