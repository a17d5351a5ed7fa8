import type { Panel } from "../../report/page/panel.js";
import type { Link } from "../../report/page/report.js";
import type { Figure } from "../figure.js";

/** A figure as the report shows it. */
export interface DrawnFigure {
  figure: Figure;
  panels: Panel[];
  files: Link[];
}
