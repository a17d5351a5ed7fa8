import { afterEach, expect, it, vi } from "vitest";
import { type Progress, startProgress } from "../../../src/cli/printing/progress.js";

const wasTerminal = process.stderr.isTTY;
let progress: Progress;
let text = "";

/** Starts a bar and advances it; what goes to stderr is collected. */
function begin(isTerminal: boolean): void {
  process.stderr.isTTY = isTerminal;
  text = "";
  vi.spyOn(process.stderr, "write").mockImplementation((data) => {
    text += data;
    return true;
  });
  progress = startProgress("runs", 4);
  progress.advance(3);
}

afterEach(() => {
  progress.stop();
  process.stderr.isTTY = wasTerminal;
  vi.restoreAllMocks();
});

it("writes nothing where there is no terminal", () => {
  begin(false);
  progress.stop();
  expect(text).toBe("");
});

it("draws a bar in a terminal and clears it in the end", () => {
  begin(true);
  expect(text).toContain("runs ");
  text = "";
  progress.stop();
  expect(text.endsWith("\x1b[1G\x1b[2K")).toBe(true); // back to the start of the line, which is cleared
});

it("leaves the terminal as it was if the program is ended from outside", () => {
  begin(true);
  // Nothing of the program runs after Ctrl-C, so that whatever was switched off would stay off.
  expect(text).not.toContain("\x1b[?25l"); // the cursor
  expect(text).not.toContain("\x1b[?7l"); // line wrapping
});

it("writes a line now and then for long work where there is no terminal, and none once it is over", () => {
  process.stderr.isTTY = false;
  vi.useFakeTimers();
  const lines = vi.spyOn(console, "error").mockImplementation(() => undefined);
  try {
    progress = startProgress("3 figures", 4, { secondsLeft: () => 600 });
    vi.advanceTimersByTime(9_000);
    expect(lines).not.toHaveBeenCalled();
    progress.advance(3);
    vi.advanceTimersByTime(2_000);
    expect(lines.mock.calls).toEqual([["syncache: 3 figures, 75 %, 10 min 0 s left"]]);
    progress.stop();
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});
