import { COLOURS } from "./style/colours.js";
import { FIGURES } from "./style/figures.js";
import { PRINT } from "./style/print.js";
import { STATEMENTS } from "./style/statements.js";
import { TEXT } from "./style/text.js";

/** The style of the report, in the page itself so that it opens offline. */
export const HTML_STYLE = [COLOURS, TEXT, FIGURES, STATEMENTS, PRINT, ""].join("\n");
