import { figureBeyond } from "./beyond/figure-beyond.js";
import { figureR1 } from "./beyond/figure-r1.js";
import { figureR2 } from "./beyond/figure-r2.js";
import { figureR3 } from "./beyond/figure-r3.js";
import { figureRobustness } from "./beyond/robustness/figure-robustness.js";
import type { Figure } from "./figure.js";
import { figure1c } from "./figures/figure-1.js";
import { figure1s1 } from "./figures/figure-1-s1.js";
import { figure1b } from "./figures/figure-1b.js";
import { figure1d } from "./figures/figure-1d.js";
import { figure2b } from "./figures/figure-2.js";
import { figure2costs } from "./figures/figure-2-costs.js";
import { figure2s1 } from "./figures/figure-2-s1.js";
import { figure2a } from "./figures/figure-2a.js";
import { figure2c } from "./figures/figure-2c.js";
import { figure3 } from "./figures/figure-3.js";
import { figure3s1a } from "./figures/figure-3-s1a.js";
import { figure3s1b } from "./figures/figure-3-s1b.js";
import { figure4b } from "./figures/figure-4.js";
import { figure4a } from "./figures/figure-4a.js";
import { figure5a } from "./figures/figure-5a.js";
import { figure5b } from "./figures/figure-5b.js";
import { figure5c } from "./figures/figure-5c.js";
import { figure6 } from "./figures/figure-6.js";
import { figure6distribution } from "./figures/figure-6-distribution.js";

/**
 * Every figure of the paper, in its order: the panels of a figure, its supplements (s1), and what is drawn here of a matter
 * that the paper has in words.
 */
export const paperFigures: readonly Figure[] = [
  figure1b,
  figure1c,
  figure1d,
  figure1s1,
  figure2a,
  figure2b,
  figure2c,
  figure2s1,
  figure2costs,
  figure3,
  figure3s1a,
  figure3s1b,
  figure4a,
  figure4b,
  figure5a,
  figure5b,
  figure5c,
  figure6,
  figure6distribution,
];

/** Every figure there is; at last, what the paper does not have. The command line's choices come from this table. */
export const figures: readonly Figure[] = [
  ...paperFigures,
  figureBeyond,
  figureRobustness,
  figureR1,
  figureR2,
  figureR3,
];
