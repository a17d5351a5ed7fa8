import { htmlText } from "./html.js";

/** A verdict has a colour and a symbol: neither grey print nor a colour-blind reader may lose it. */
const BADGES: Record<string, { tone: string; symbol: string }> = {
  reproduced: { tone: "good", symbol: "✓" },
  differs: { tone: "bad", symbol: "≠" },
  "not checked": { tone: "open", symbol: "○" },
};

/** A verdict as a badge, what is said of it after a comma beside it; any other text as it is. */
export function renderBadge(text: string): string {
  const [verdict = "", ...remarks] = text.split(", ");
  const look = BADGES[verdict];
  if (!look) return htmlText(text);
  const remark = remarks.length > 0 ? ` <span class="edge">${htmlText(remarks.join(", "))}</span>` : "";
  return `<span class="badge ${look.tone}"><span aria-hidden="true">${look.symbol}</span> ${verdict}</span>${remark}`;
}
