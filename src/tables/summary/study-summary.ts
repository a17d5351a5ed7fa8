import type { Cell, Row } from "../../schema/row.js";
import type { Study } from "../../study/study.js";
import { withPathsFrom } from "../../study/study-document.js";
import type { Collected } from "../collected-rows.js";
import { askedOf, type Column, flatten, parameterColumns } from "../columns.js";
import { type BaselineSamples, cellName } from "./baseline.js";
import { CellSample, learningTimes } from "./cell-sample.js";
import { compare } from "./compare.js";

/** What cells are compared by. */
const COMPARED = "energy";

const number = (key: string): Column => ({ key, type: "number" });
const integer = (key: string): Column => ({ key, type: "integer" });

const comparedColumns: Column[] = [
  { key: "baseline", type: "string" },
  integer("pairCount"),
  ...["Difference", "DifferenceStandardError", "Ratio", "RatioLow", "RatioHigh"].map((part) =>
    number(`${COMPARED}${part}`),
  ),
];

/**
 * The table with one row a cell, over its seeds. The runs of a cell follow each other in the order of a study, so that no
 * more than one cell, and the energies of the baseline cells, are in memory.
 */
export class StudySummary {
  private readonly study: Study;
  private readonly folder: string;
  private readonly results: readonly string[];
  private readonly baseline: BaselineSamples | null;
  private open: { name: string; parameters: Row; cell: CellSample } | null = null;

  /**
   * @param folder that of the study, from which paths are told
   * @param results numeric results of the runs
   * @param baseline energies of the baseline cells, once all of them have been seen; null where nothing is compared
   */
  constructor(
    { study, folder }: { study: Study; folder: string },
    results: readonly string[],
    baseline: BaselineSamples | null,
  ) {
    this.study = study;
    this.folder = folder;
    this.results = results.filter((key) => !learningTimes.includes(key));
    this.baseline = baseline;
  }

  get columns(): Column[] {
    return [
      ...parameterColumns(this.study).filter(({ key }) => key !== "seed"),
      ...[integer("runCount"), integer("convergedCount"), number("learningTime"), number("learningTimeStandardError")],
      ...this.results.flatMap((key) => [number(`${key}Mean`), number(`${key}StandardError`)]),
      ...(this.baseline === null ? [] : comparedColumns),
    ];
  }

  /** Takes the next run; returns the row of the cell before, where that is complete with it. */
  add({ parameters, record }: Collected): Row | null {
    const name = cellName(this.study.axes, parameters);
    const finished = this.open?.name === name ? null : this.end();
    this.open ??= { name, parameters, cell: new CellSample() };
    this.open.cell.add(record.run.seed, flatten(record.run));
    return finished;
  }

  /** The row of the last cell; null where there is none. */
  end(): Row | null {
    if (this.open === null) return null;
    const { parameters, cell } = this.open;
    this.open = null;
    const { seed: _, ...asked } = withPathsFrom(this.folder, this.study, askedOf(this.study, parameters));
    const means = this.results.map((key) => cell.mean(key));
    return Object.assign({}, asked, cell.counts(), ...means, this.compared(parameters, cell)) as Row;
  }

  private compared(parameters: Row, cell: CellSample): Row {
    if (this.baseline === null) return {};
    const { pairCount, ...others } = compare(cell.of(COMPARED), this.baseline.of(parameters));
    const named = Object.entries(others).map(([key, value]): [string, Cell] => [
      `${COMPARED}${key[0]!.toUpperCase()}${key.slice(1)}`,
      value,
    ]);
    return { baseline: this.baseline.text, pairCount, ...Object.fromEntries(named) };
  }
}

/** The energy of a run as it is compared: that of one that did not converge is not known. */
export const comparedEnergy = ({ run }: Collected["record"]): number | null =>
  run.converged && typeof run[COMPARED] === "number" ? run[COMPARED] : null;
