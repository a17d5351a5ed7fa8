/** One measured point of a curve; the mean is null where there is nothing to measure. */
export interface CurvePoint {
  x: number;
  mean: number | null;
  standardError: number | null;
}

/** Whether a point lies above another by more than the standard error of their difference; not without standard errors. */
function isClearlyAbove(upper: CurvePoint, lower: CurvePoint): boolean {
  if (upper.mean === null || lower.mean === null) return false;
  const error = Math.hypot(upper.standardError ?? Number.NaN, lower.standardError ?? Number.NaN);
  return upper.mean - lower.mean > error;
}

/** The lowest point of a curve, and how each of its neighbours stands to it. */
export interface CurveMinimum {
  at: CurvePoint;
  /** Neither the first nor the last of all points. */
  isInside: boolean;
  /** Above it by more than the standard error of the difference. */
  clear: CurvePoint[];
  /** Not above it by as much. */
  unclear: CurvePoint[];
  /** Nothing to measure there. */
  missing: CurvePoint[];
  /** On the side of an unclear neighbour, the nearest point that is clear. */
  beyond: CurvePoint[];
}

/** The lowest of the points, which are in the order of x; null where none has a mean. */
export function minimumOf(points: readonly CurvePoint[]): CurveMinimum | null {
  const means = points.map(({ mean }) => mean ?? Number.POSITIVE_INFINITY);
  const least = Math.min(...means);
  if (!Number.isFinite(least)) return null;
  const index = means.indexOf(least);
  const at = points[index]!;
  const neighbours = [points[index - 1], points[index + 1]].filter((point) => point !== undefined);
  const measured = neighbours.filter(({ mean }) => mean !== null);
  const unclear = measured.filter((point) => !isClearlyAbove(point, at));
  const sides = [points.slice(0, index).reverse(), points.slice(index + 1)];
  return {
    at,
    isInside: index > 0 && index < points.length - 1,
    clear: measured.filter((point) => isClearlyAbove(point, at)),
    unclear,
    missing: neighbours.filter(({ mean }) => mean === null),
    beyond: sides
      .filter(([neighbour]) => neighbour !== undefined && unclear.includes(neighbour))
      .map((side) => side.find((point) => isClearlyAbove(point, at)))
      .filter((point) => point !== undefined),
  };
}

/** Says where a curve is least, and who stands clear of it: "at 20, clear of 15, not clear of 25, but of 30". */
export function describeMinimum(points: readonly CurvePoint[]): string {
  const minimum = minimumOf(points);
  if (minimum === null) return "nowhere, as it is not reached";
  const { at, isInside, clear, unclear, missing, beyond } = minimum;
  const list = (what: string, some: CurvePoint[]): string[] =>
    some.length > 0 ? [`${what} ${some.map(({ x }) => x).join(" and ")}`] : [];
  return [
    `at ${at.x}`,
    ...(isInside ? [] : ["an end of the range"]),
    ...list("clear of", clear),
    ...list("not clear of", unclear),
    ...list("but of", beyond),
    ...list("not reached at", missing),
  ].join(", ");
}
