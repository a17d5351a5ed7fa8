/** The points (x, y) with a·x + b·y ≥ atLeast. */
export interface HalfPlane {
  a: number;
  b: number;
  atLeast: number;
}

export type Corner = readonly [x: number, y: number];

/** What of a convex polygon lies in a half-plane (Sutherland and Hodgman, 1974); no corners where nothing does. */
export function cutBy(polygon: readonly Corner[], { a, b, atLeast }: HalfPlane): Corner[] {
  const excess = ([x, y]: Corner): number => a * x + b * y - atLeast;
  return polygon.flatMap((corner, i) => {
    const next = polygon[(i + 1) % polygon.length]!;
    const [here, there] = [excess(corner), excess(next)];
    const kept = here >= 0 ? [corner] : [];
    if (here >= 0 === there >= 0) return kept;
    const share = here / (here - there);
    const crossing = [corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])] as const;
    // A corner on the edge is the crossing itself.
    return here === 0 ? kept : there === 0 ? kept : [...kept, crossing];
  });
}

/** What of a convex polygon lies in all of the half-planes. */
export const cutByAll = (polygon: readonly Corner[], halfPlanes: readonly HalfPlane[]): Corner[] =>
  halfPlanes.reduce<Corner[]>((rest, halfPlane) => cutBy(rest, halfPlane), [...polygon]);
