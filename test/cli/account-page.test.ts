import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { walkFile } from "../account/walk.js";
import { inProcess } from "./in-process.js";
import { root, temporaryFolder } from "./run-cli.js";

const page = readFileSync(join(root, "docs", "account.md"), "utf8");

describe("docs/account.md", () => {
  it("prints what the command prints", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "weights.npy"), walkFile());
    const [, line, printed] = /^\$ syncache (account .*)\n([\s\S]*?)\n```$/m.exec(page)!;
    const args = line!.replace("weights.npy", join(folder, "weights.npy")).split(" ");
    const { status, stdout } = await inProcess(...args);
    expect(status).toBe(0);
    // Thin spaces between thousands are ordinary ones in documents.
    expect(stdout.replaceAll("\u202f", " ").trimEnd()).toBe(printed);
    const none = await inProcess("account", join(folder, "weights.npy"), "--json");
    const [{ energy, inefficiency }] = JSON.parse(none.stdout).runs;
    expect(page).toContain(`cost ${Math.round(energy)}, thirty times the`);
    expect(Math.round(inefficiency / 10)).toBe(3);
  });

  it("calculates as it says", () => {
    const weights = 7e9;
    const row = (what: string): string => new RegExp(`^\\| ${what} \\| (.*) \\|$`, "m").exec(page)![1]!;
    expect(row("one row, bfloat16")).toBe(`${(2 * weights) / 1e9} GB`);
    expect(row("one row, float32")).toBe(`${(4 * weights) / 1e9} GB`);
    const bytes = 1000 * 2 * weights;
    expect(row("1000 checkpoints, bfloat16")).toBe(`${bytes / 1e12} TB`);
    const minutes = (rate: number): string => `${Math.round(bytes / rate / 60)} min`;
    expect(row("read at 500 MB/s, one process")).toBe(minutes(500e6));
    expect(row("read at 2 GB/s, one process")).toBe(minutes(2e9));
    expect(row("the same as 64 parts on a file system of 10 GB/s")).toBe(minutes(10e9));
    expect(row("memory, of a stream, which has all of a row at a time")).toContain(`${(60 * weights) / 1e9} GB`);
    const half = (1.96 / Math.sqrt(1e5)) * 100;
    expect(page).toContain(`±${half.toFixed(2)} %`);
    expect(page).toContain(`±${(3 * half).toFixed(1)} %`);
    // (1 − p)ⁿ = .05 at p = 3/n.
    expect((1 - 3e-5) ** 1e5).toBeCloseTo(0.05, 3);
    expect(3e-5 * weights).toBeCloseTo(210_000);
  });
});
