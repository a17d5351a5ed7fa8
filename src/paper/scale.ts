/** How much work a figure may do. `quick` shows every effect within minutes on two cores. */
export const scaleNames = ["quick"] as const;
export type Scale = (typeof scaleNames)[number];
