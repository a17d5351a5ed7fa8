import { jobsOf, type Study } from "../study.js";
import type { JournalIndex } from "./index-journals.js";

/** How many runs of a study each program has computed, by its fingerprint, the most first. */
export type Programs = ReadonlyMap<string, number>;

/** Counts what it is shown of the runs of a study. */
export class ProgramCounter {
  private readonly counts = new Map<string, number>();

  see(program: string): void {
    this.counts.set(program, (this.counts.get(program) ?? 0) + 1);
  }

  get programs(): Programs {
    return new Map([...this.counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
  }
}

/** The programs that have computed what is recorded of a study as it stands now. */
export function programsOf(study: Study, { done }: Pick<JournalIndex, "done">): Programs {
  const counter = new ProgramCounter();
  for (const { id } of jobsOf(study)) {
    const place = done.get(id);
    if (place !== undefined) counter.see(place.program);
  }
  return counter.programs;
}

/** The runs of an index that one program has computed. */
export function recordedBy({ done }: Pick<JournalIndex, "done">, program: string): JournalIndex["done"] {
  return new Map([...done].filter(([, place]) => place.program === program));
}

/** `60 by 0.1.0-0123456789abcdef, 40 by 0.1.0 without a fingerprint` */
export const describePrograms = (programs: Programs): string =>
  [...programs].map(([program, count]) => `${count} by ${program}`).join(", ");

/** What is said of runs that several programs have computed; nothing where it was one. */
export function describeMixture(programs: Programs): string | undefined {
  if (programs.size < 2) return undefined;
  return `the runs of this study are of ${programs.size} programs, which may compute differently: ${describePrograms(programs)}.`;
}
