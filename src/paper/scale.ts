/**
 * The scales the command line offers. `quick` shows every effect within minutes on two cores; `paper` has the paper's
 * sizes and repeats.
 */
export const scaleNames = ["quick", "paper"] as const;

/** How much work a figure may do; `tiny` is for the tests, which look at the drawing and not at the numbers. */
export type Scale = (typeof scaleNames)[number] | "tiny";
