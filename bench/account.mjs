/**
 * An account of a file of weights against what reading it takes, in turn: `cat FILE | wc -c`, and one pass of NumPy's
 * `abs(diff).sum()`. Half the speed of the slower one, or 500 MB/s, is asked for, in less than 500 MB of memory.
 *
 *   node bench/account.mjs [--megabytes 400] [--pairs 3] [--policy local-local] [--axis time]
 */
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { randomStream } from "../dist/math/random.js";
import { median } from "../dist/math/statistics.js";

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "400" },
    pairs: { type: "string", default: "3" },
    policy: { type: "string", default: "local-local" },
    axis: { type: "string", default: "time" },
  },
});
const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const SYNAPSES = 100_000;

/**
 * A random walk of float32; its steps are drawn once, and are taken in another order every time. Where the first axis counts synapses, each
 * row is a synapse whose time steps walk.
 */
function writeWalk(path, megabytes) {
  const rowCount = Math.max(2, Math.round((megabytes * 1e6) / (4 * SYNAPSES)));
  const stream = randomStream(1, "walk");
  const steps = Float32Array.from({ length: 4 * SYNAPSES }, () => 0.01 * stream.normal());
  const [rows, columns] = values.axis === "time" ? [rowCount, SYNAPSES] : [SYNAPSES, rowCount];
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const header = Buffer.alloc(128, " ");
  header.write("\x93NUMPY\x01\x00", "latin1");
  header.writeUInt16LE(118, 8);
  header.write(text, 10);
  header.write("\n", 127);
  const file = openSync(path, "w");
  writeSync(file, header);
  const row = new Float32Array(columns);
  for (let k = 0; k < rows; k++) {
    const from = Math.floor(stream.uniform() * (steps.length - columns));
    for (let i = 0; i < columns; i++) {
      row[i] = (values.axis === "time" ? row[i] : i === 0 ? 0 : row[i - 1]) + steps[from + i];
    }
    writeSync(file, Buffer.from(row.buffer));
  }
  closeSync(file);
  return 128 + 4 * SYNAPSES * rowCount;
}

const seconds = (work) => {
  const start = performance.now();
  const said = work();
  return { seconds: (performance.now() - start) / 1e3, said };
};

/** The account in a process of its own, with its start, as users have it; says how much memory it took. */
function account(path) {
  const told = 'process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';
  const args = [`--import=data:text/javascript,${encodeURIComponent(told)}`, program, "account", path, "--json"];
  const setting = [
    "--axis",
    values.axis,
    "--policy",
    values.policy,
    "--threshold",
    "0.05",
    "--maintenance-cost",
    "0.001",
  ];
  const script = '"$@" 2>&1 >/dev/null';
  return Number(execFileSync("sh", ["-c", script, "sh", process.execPath, ...args, ...setting], { encoding: "utf8" }));
}

const NUMPY = `
import sys, time
import numpy
weights = numpy.load(sys.argv[1], mmap_mode="r")
start = time.perf_counter()
total = 0.0
for k in range(0, len(weights) - 1, 64):
    total += float(numpy.abs(numpy.diff(weights[k:k + 65], axis=0)).sum())
print(time.perf_counter() - start)
`;

function numpy(path) {
  try {
    return Number(execFileSync(process.env.PYTHON ?? "python3", ["-c", NUMPY, path], { encoding: "utf8" }));
  } catch {
    return null;
  }
}

const folder = mkdtempSync(join(tmpdir(), "syncache-account-"));
try {
  const path = join(folder, "weights.npy");
  const bytes = writeWalk(path, Number(values.megabytes));
  account(path);
  const rounds = Array.from({ length: Number(values.pairs) }, () => {
    const own = seconds(() => account(path));
    const cat = seconds(() => execFileSync("sh", ["-c", 'cat "$1" | wc -c', "sh", path])).seconds;
    return { own: own.seconds, memory: own.said, cat, numpy: numpy(path) };
  });
  const rateOf = (key) => median(rounds.map((round) => bytes / 1e6 / round[key]));
  const has = rounds.every((round) => round.numpy !== null);
  const slower = has ? Math.min(rateOf("cat"), rateOf("numpy")) : rateOf("cat");
  console.log(
    `${(bytes / 1e6).toFixed(0)} MB, first axis ${values.axis}, policy ${values.policy}, medians of ${rounds.length}:`,
  );
  console.log(
    `  account          ${rateOf("own").toFixed(0)} MB/s, at most ${(Math.max(...rounds.map((round) => round.memory)) / 1e3).toFixed(0)} MB of memory`,
  );
  console.log(`  cat | wc -c      ${rateOf("cat").toFixed(0)} MB/s`);
  console.log(has ? `  abs(diff).sum()  ${rateOf("numpy").toFixed(0)} MB/s` : "  NumPy was not found");
  const asked = Math.min(500, slower / 2);
  console.log(`  asked: ${asked.toFixed(0)} MB/s; account over that: ${(rateOf("own") / asked).toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
