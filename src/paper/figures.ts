import type { Figure } from "./figure.js";
import { figure1c, figure1d } from "./figure-1.js";
import { figure2b, figure2c } from "./figure-2.js";
import { figure2s1 } from "./figure-2-s1.js";
import { figure4b } from "./figure-4.js";
import { figure5b } from "./figure-5.js";

/** Every figure there is, in the order of the paper. The command line's choices come from this table. */
export const figures: readonly Figure[] = [figure1c, figure1d, figure2s1, figure2b, figure2c, figure4b, figure5b];
