import type { Series } from "./chart.js";

/**
 * Colours that remain distinct in the common forms of colour blindness (Okabe and Ito, "Color Universal Design",
 * 2008), in the order of their contrast. Their yellow is left out: it cannot be seen on white. Ink, which is black on
 * white and light on dark, takes the place of their black.
 */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "currentColor"];

/** Lighter twins of the colours that are too dim on dark paper, for pages that can be dark. */
export const ON_DARK: Record<string, string> = { "#0072b2": "#3f9ce0", "#56b4e9": "#a5daf9" };

/** Marker shapes and dashes tell series apart where the print is grey. */
const SYMBOLS = ["circle", "square", "triangle", "diamond", "wye", "cross", "star"] as const;
const DASHES = ["6 3", "2.5 2.5", "9 3 2 3", "12 4", "4 2 1 2"];

export interface Appearance {
  colour: string;
  /** Solid when absent. */
  dash?: string;
  /** Dashed curves, which are computed and not measured, have no markers, and traces have too many points for them. */
  symbol?: (typeof SYMBOLS)[number];
  line: boolean;
  /** Shaded from the line to zero. */
  filled: boolean;
  /** A line from every point to zero. */
  stems: boolean;
  /** A closed line, shaded inside. */
  closed: boolean;
  /** Less than one for a line that a dashed one lies on when theory and simulation agree, and for the edge of a region. */
  opacity: number;
}

/** How each series looks, by its name. */
export function appearances(series: Series[]): Map<string, Appearance> {
  // A region is a place and not a result: a grey of the ink, which leaves the colours to the others.
  const own = series.filter((s) => s.colourOf === undefined && s.style !== "region");
  const colour = (s: Series, seen: string[] = []): string => {
    if (s.style === "region") return "currentColor";
    if (s.colourOf === undefined) return COLOURS[(s.look ?? own.indexOf(s)) % COLOURS.length]!;
    const model = series.find((other) => other.name === s.colourOf);
    if (!model || seen.includes(model.name))
      throw new Error(
        `Series "${s.name}" takes its colour from "${s.colourOf}", which must be another series of the chart; ` +
          `there are ${series.map((other) => `"${other.name}"`).join(", ")}.`,
      );
    return colour(model, [...seen, s.name]);
  };
  const dashed = series.filter((s) => s.style === "dashed");
  const unmarked = series.filter((s) => ["trace", "area", "region"].includes(s.style));
  const marked = series.filter((s) => s.style !== "dashed" && !unmarked.includes(s));
  const named = dashed.filter((s) => s.keyOf === undefined);
  const dashOf = (s: Series): string => {
    const model = s.keyOf === undefined ? s : named.find(({ name }) => name === s.keyOf);
    if (!model)
      throw new Error(`Series "${s.name}" shares the key of "${s.keyOf}", which must be dashed and have one.`);
    return DASHES[named.indexOf(model) % DASHES.length]!;
  };
  const look = (s: Series): Appearance => {
    const [filled, stems, closed] = [s.style === "area", s.style === "stems", s.style === "region"];
    const kind = { line: true, filled, stems, closed };
    if (s.style === "dashed") return { colour: colour(s), dash: dashOf(s), opacity: 1, ...kind };
    if (unmarked.includes(s)) return { colour: colour(s), opacity: closed ? 0.4 : 1, ...kind };
    // One further in each round, so that the eighth series does not look like the first.
    const rank = s.look ?? marked.indexOf(s);
    const symbol = SYMBOLS[(rank + Math.floor(rank / COLOURS.length)) % SYMBOLS.length]!;
    const opacity = dashed.some((theory) => theory.colourOf === s.name) ? 0.5 : 1;
    return { colour: colour(s), symbol, opacity, ...kind, line: s.style === "line" };
  };
  return new Map(series.map((s) => [s.name, look(s)]));
}
