/** Targets that are not +1 and -1: what they are, and the one line that recodes them. */
export function adviceOnTargets(data: ArrayLike<number>, loadedBy: string | undefined): string {
  const values = new Set<number>();
  // So many tell labels of classes from measured values.
  for (let i = 0; i < data.length && values.size <= LARGEST_CLASS_COUNT; i++) values.add(data[i]!);
  if ([...values].some((value) => !Number.isFinite(value))) return "Put +1 or -1 there.";
  const sorted = [...values].sort((a, b) => a - b);
  const recode = (condition: string) => recodeLine(condition, loadedBy);

  const pair = pairOf(sorted);
  if (pair !== undefined) {
    return `They are ${pair[0]} and ${pair[1]}: ${recode(`== ${pair[1]}`)} makes +1 of ${pair[1]} and -1 of ${pair[0]}.`;
  }
  if (sorted.join() === "-1,0,1" && data[0] === 0 && !Array.prototype.includes.call(data, 0, 1)) {
    return "All others are: a first 0 may be the header that pandas writes, and header=False leaves it out.";
  }
  if (sorted.length <= LARGEST_CLASS_COUNT && sorted.every(Number.isInteger)) {
    const last = sorted.at(-1)!;
    return `They are ${sorted.length} classes: ${recode(`== ${last}`)} makes +1 of ${last} and -1 of the others.`;
  }
  return `Choose which become +1, such as those above 0: ${recode("> 0")}.`;
}

const LARGEST_CLASS_COUNT = 100;

/** The two values that targets have, where they have no others; a single 0, 1 or 2 is one of a usual pair. */
function pairOf(sorted: readonly number[]): [number, number] | undefined {
  if (sorted.length === 2) return sorted as [number, number];
  if (sorted.length !== 1) return undefined;
  return sorted[0] === 0 ? [0, 1] : sorted[0] === 2 ? [1, 2] : undefined;
}

/** @param loadedBy an expression of Python that reads the targets, where they are those of a file */
function recodeLine(condition: string, loadedBy = "y"): string {
  const recoded = `numpy.where(${loadedBy} ${condition}, 1, -1)`;
  if (loadedBy === "y") return recoded;
  return loadedBy.startsWith("numpy.load(")
    ? `numpy.save("NEW.npy", ${recoded})`
    : `numpy.savetxt("NEW.csv", ${recoded}, fmt="%d")`;
}
