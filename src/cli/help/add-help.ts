import type { Command } from "commander";
import { pageWidth } from "../printing/terminal.js";
import { examplesOf } from "./examples.js";
import { headings } from "./groups.js";
import { notesOf } from "./notes.js";
import { PageHelp } from "./page-help.js";

/**
 * Adds what every command has: --debug, --help, and a page of help that fits. To be called when it has its own flags.
 *
 * @param heading below which these two stand
 */
export function addHelp(command: Command, heading: string = headings.output): Command {
  command.createHelp = () => new PageHelp(examplesOf(command.name()), notesOf(command));
  return command
    .optionsGroup(heading)
    .option("--debug", "show where in the program an error came from")
    .helpOption("-h, --help", "show this page")
    .configureOutput({
      getOutHelpWidth: () => pageWidth(process.stdout),
      getErrHelpWidth: () => pageWidth(process.stderr),
    });
}
