/** Numbers in rising order as Slurm writes them: `[1, 3, 4, 5]` → `1,3-5`; at most `limit` of them run at a time. */
export function formatArray(indices: readonly number[], limit?: number): string {
  const parts: string[] = [];
  for (let start = 0; start < indices.length; ) {
    let end = start;
    while (indices[end + 1] === indices[end]! + 1) end += 1;
    parts.push(end === start ? `${indices[start]}` : `${indices[start]}-${indices[end]}`);
    start = end + 1;
  }
  return `${parts.join(",")}${limit === undefined ? "" : `%${limit}`}`;
}

/** Slurm's own bound of MaxArraySize. */
const MOST_TASKS = 4_000_001;

/** The numbers of a text such as `7`, `1,3-5` or `[1-9:2,12%4]`, as Slurm writes those of tasks; null for any other text. */
export function parseArray(text: string): number[] | null {
  const [, bare, bracketed] = /^(?:(\d[\d,:-]*)|\[(\d[\d,:-]*)\])$/.exec(text.replace(/%\d+(?=\]?$)/, "")) ?? [];
  const list = bare ?? bracketed;
  if (list === undefined) return null;
  const indices: number[] = [];
  for (const part of list.split(",")) {
    const match = /^(\d{1,7})(?:-(\d{1,7})(?::(\d{1,7}))?)?$/.exec(part);
    if (match === null) return null;
    const [first, last, step] = [Number(match[1]), Number(match[2] ?? match[1]), Number(match[3] ?? 1)];
    if (last < first || step < 1 || indices.length + (last - first) / step >= MOST_TASKS) return null;
    for (let index = first; index <= last; index += step) indices.push(index);
  }
  return indices;
}
