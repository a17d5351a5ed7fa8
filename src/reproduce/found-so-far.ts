import type { Job } from "../jobs/index.js";
import type { Claim, Measurement } from "../paper/claim.js";
import type { Figure } from "../paper/figure.js";
import type { DrawnFigure } from "../paper/paper-report.js";
import type { Need } from "./needs.js";
import type { Found } from "./report.js";

/** What is done with results that are there. */
export interface Actions {
  draw(figure: Figure, jobs: ReadonlyMap<string, Job>): DrawnFigure;
  measure(claim: Claim): Measurement;
  /** Told of what there is whenever a figure has been drawn. */
  onFigure(found: Found): void;
}

/** Figures and claims as the jobs that they need are done; each is drawn or measured once. */
export class FoundSoFar {
  private readonly figures: readonly Need<Figure>[];
  private readonly claims: readonly Need<Claim>[];
  private readonly actions: Actions;
  private readonly drawn = new Map<Figure, DrawnFigure>();
  private readonly measured = new Map<Claim, Measurement>();

  constructor(figures: readonly Need<Figure>[], claims: readonly Need<Claim>[], actions: Actions) {
    this.figures = figures;
    this.claims = claims;
    this.actions = actions;
  }

  /** Jobs have results from now on; figures that lack none any more are drawn. */
  finish(ids: readonly string[]): void {
    for (const { missing } of [...this.figures, ...this.claims]) for (const id of ids) missing.delete(id);
    for (const { what, jobs, missing } of this.figures) {
      if (missing.size > 0 || this.drawn.has(what)) continue;
      this.drawn.set(what, this.actions.draw(what, jobs));
      this.measure();
      this.actions.onFigure(this.state());
    }
  }

  /** Measures the claims that lack no result. */
  measure(): void {
    for (const { what, missing } of this.claims) {
      if (missing.size === 0 && !this.measured.has(what)) this.measured.set(what, this.actions.measure(what));
    }
  }

  /** What there is, in the order in which it was asked for, however it came about. */
  state(): Found {
    const drawn = this.figures.flatMap(({ what }) => this.drawn.get(what) ?? []);
    const checked = this.claims.flatMap(({ what: claim }) => {
      const measurement = this.measured.get(claim);
      return measurement === undefined ? [] : [{ claim, measurement }];
    });
    const [figureCount, claimCount] = [this.figures.length, this.claims.length];
    const isComplete = drawn.length === figureCount && checked.length === claimCount;
    return { drawn, checked, figureCount, claimCount, isComplete };
  }
}
