/** As the paper writes it: "Figure 2C", "Figure 3–s1A"; "Beside Figure 2" for what it has in words; and what it does not have, or its reviewers asked for. */
export function figureName(id: string): string {
  if (id === "beyond") return "Beyond the paper";
  if (/^r\d$/.test(id)) return `Reviewers’ figure ${id.toUpperCase()}`;
  if (id.startsWith("beyond-")) return `Beyond the paper, ${id.slice("beyond-".length)}`;
  const [, number, panel = ""] = /^(\d+(?:-s\d+)?)([a-z]?)$/.exec(id) ?? [];
  if (number === undefined) return `Beside Figure ${id.replace(/-.*/, "")}`;
  return `Figure ${number.replace("-", "–")}${panel.toUpperCase()}`;
}

/** The fragment by which a figure is linked. */
export const figureFragment = (id: string): string => `figure-${id}`;
