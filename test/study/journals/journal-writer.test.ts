import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeRecord } from "../../../src/node/journals/record.js";
import { JournalWriter } from "../../../src/study/journals/journal-writer.js";
import { DamagedJournal, readJournal } from "../../../src/study/journals/read-journal.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
let counter = 0;
const newFile = (): string => join(folder, `journal-${counter++}.jsonl`);

const line = (id: string): string =>
  encodeRecord({
    id,
    parameters: { seed: 1 },
    version: "0.1.0",
    startedAt: "",
    finishedAt: "",
    durationSeconds: 0,
    run: { seed: 1, converged: true, text: "θ".repeat(50) },
  });

async function append(file: string, ...ids: string[]): Promise<void> {
  const writer = await JournalWriter.open(file);
  writer.append(ids.map(line).join(""), ids);
  await writer.close();
}

const idsIn = (file: string): string[] => [...readJournal(file)].map(({ record }) => record.id);

describe("a journal", () => {
  it("is read back, over several openings", async () => {
    const file = newFile();
    await append(file, "a", "b");
    await append(file, "c");
    expect(idsIn(file)).toEqual(["a", "b", "c"]);
  });

  it("is there for other processes before it is closed", async () => {
    const file = newFile();
    const writer = await JournalWriter.open(file);
    writer.append(line("a"), ["a"]);
    expect(readFileSync(file, "utf8")).toBe(line("a"));
    await writer.close();
  });

  it("says where its lines are", async () => {
    const file = newFile();
    await append(file, "a", "b");
    const bytes = readFileSync(file);
    for (const { record, offset, length } of readJournal(file)) {
      expect(`${bytes.toString("utf8", offset, offset + length)}\n`).toBe(line(record.id));
    }
  });

  it("is read in pieces, whatever is cut", async () => {
    const file = newFile();
    // A piece is a mebibyte, and no line divides it.
    const ids = Array.from({ length: 9000 }, (_, k) => `job ${k}`);
    await append(file, ...ids);
    expect(readFileSync(file).length).toBeGreaterThan(2 << 20);
    expect(idsIn(file)).toEqual(ids);
  });

  it("loses a torn last line and nothing else, wherever it is torn", async () => {
    const whole = line("a") + line("b");
    const size = Buffer.byteLength(whole);
    for (let torn = 1; torn <= Buffer.byteLength(line("b")); torn++) {
      const file = newFile();
      writeFileSync(file, whole);
      truncateSync(file, size - torn);
      expect(idsIn(file)).toEqual(["a"]);
      await append(file, "c");
      expect(readFileSync(file, "utf8")).toBe(line("a") + line("c"));
    }
  });

  it("loses a last line that is damaged, as its job is simply run again", async () => {
    const file = newFile();
    writeFileSync(file, `${line("a")}${line("b").replace("true", "null")}`);
    await append(file, "c");
    expect(idsIn(file)).toEqual(["a", "c"]);
  });

  it.each([
    ["garbage", "garbage\n"],
    ["a changed digit", line("b").replace('"seed":1', '"seed":2')],
    ["zeros", `${"\0".repeat(60)}\n`],
    ["an empty line", "\n"],
  ])("stops at %s in the middle with file and line, and keeps what is there", async (_, damage) => {
    const file = newFile();
    const text = line("a") + damage + line("c");
    writeFileSync(file, text);
    expect(() => idsIn(file)).toThrow(DamagedJournal);
    expect(() => idsIn(file)).toThrow(`${file}, line 2 is damaged`);
    await expect(JournalWriter.open(file)).rejects.toThrow(`${file}, line 2 is damaged`);
    expect(readFileSync(file, "utf8")).toBe(text);
    // As the message says: without the line the others are as they were.
    writeFileSync(file, line("a") + line("c"));
    expect(idsIn(file)).toEqual(["a", "c"]);
  });

  it("is read while another process writes it", async () => {
    const file = newFile();
    await append(file, "a");
    appendFileSync(file, line("b").slice(0, 30));
    expect(idsIn(file)).toEqual(["a"]);
  });
});
