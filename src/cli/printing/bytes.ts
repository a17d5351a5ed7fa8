import { groupDigits } from "../../report/format.js";

/** Two digits: "0.34 MB", "340 MB" or "12 GB". */
export function describeBytes(bytes: number): string {
  const text = (bytes / 1e6).toPrecision(2);
  const megabytes = Number(text);
  if (megabytes >= 1000) return `${groupDigits(String(megabytes / 1000))} GB`;
  return `${megabytes >= 100 ? megabytes : text} MB`;
}
