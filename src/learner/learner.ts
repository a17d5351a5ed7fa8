import type { Counted } from "../caching/priced.js";
import type { Row } from "../schema/row.js";
import type { z } from "../schema/zod.js";
import type { DataSource, OwnData } from "../tasks/own-data.js";
import type { View } from "./view.js";

/** A kind of job: how it is run and about how long that takes. */
export interface JobKind<Job extends object, Result> {
  run(job: Job, source: DataSource): Result;
  /** Seconds on one core, roughly; only ratios matter. */
  effort(job: Job): number;
}

/** A table that a command writes besides its result, where its flag names a file. */
export interface ExtraTable<Parameters extends object> {
  /** The flag as an identifier: `trace` is `--trace <file>`. */
  readonly key: string;
  readonly description: string;
  rowsOf(parameters: Parameters): Row[];
}

/** Tells how much of a single run is done, in a unit of its own. */
export interface RunProgress<Parameters extends object> {
  readonly unit: string;
  total(parameters: Parameters): number;
}

/** One run of a learner, before prices. */
export interface CountedRun extends Counted {
  seed: number;
  converged: boolean;
  curve?: Counted[];
}

/**
 * All that the program needs to know of a learner. Its command, jobs, studies, plots and verification are derived from
 * this value; `src/learners/table.ts` lists the values there are.
 */
export interface Learner<
  Schema extends z.ZodObject = z.ZodObject,
  R extends CountedRun = CountedRun,
  Data extends OwnData | null = OwnData | null,
> {
  /** As in commands, documents and studies. */
  readonly name: string;
  /** Every parameter with its range, default and description; `seed`, `runs`, `policy`, `threshold` and `decayTime` are among them. */
  readonly schema: Schema;
  /** Of weights and thresholds, and of energies where α is 1. */
  readonly unit: string;
  /** What may be learned from files; null where every task is drawn from the seed. */
  readonly data: Data;
  /**
   * The run of the first seed, in counts: the prices of its parameters are put on outside (`caching/priced.ts`).
   *
   * @param options parameters that are not given have their defaults
   * @param task data from files, where there are any
   * @param onProgress told how much is done, in the unit of `progress`
   * @throws UsageError for a value that is refused
   */
  run(options: z.input<Schema>, task?: TaskOf<Data>, onProgress?: (done: number) => void): R;
  readonly progress?: RunProgress<z.output<Schema>>;
  /** About how many seconds a run takes on one core; only ratios matter. */
  effort(options: z.input<Schema>): number;
  /**
   * Bytes that a run needs, where these may be many.
   *
   * @param own whether data from files are learned
   * @throws UsageError where a run can never have them
   */
  memory?(parameters: z.output<Schema>, own: boolean): number;
  /** What may help runs that did not converge, with parameters in braces (`advice.ts`). */
  advice(parameters: z.output<Schema>, own: boolean): string;
  /** What to know of such runs before reading them, with parameters in braces; nothing where there is nothing to say. */
  remark?(parameters: z.output<Schema>, own: boolean): string | undefined;
  readonly view: View<z.output<Schema>>;
  readonly tables?: readonly ExtraTable<z.output<Schema>>[];
  /** Further kinds of jobs, by name; a single run needs none, and does not load them. */
  readonly jobKinds?: () => Promise<Readonly<Record<string, JobKind<never, unknown>>>>;
}

/** What is learned from files of a form. */
export type TaskOf<Data extends OwnData | null> = Data extends OwnData ? ReturnType<Data["taskOf"]> : undefined;
