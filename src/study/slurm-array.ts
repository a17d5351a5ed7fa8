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
