import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { inProcess } from "../cli/in-process.js";
import { program } from "../cli/run-cli.js";
import { temporaryFolder } from "../temporary-folder.js";
import { hasSimulator, PYTHON } from "./simulators.js";

const recorders = fileURLToPath(new URL("../../examples/recorders", import.meta.url));
const folder = temporaryFolder();
const setting = "--policy local-local --threshold 0.02 --maintenance-cost 0.01 --offline-optimum --json".split(" ");

/**
 * Runs a training into `syncache account -` as a shell does it, and gives the array of the same weights, which the training leaves as
 * `history.npy`, to the command as a file. Returns both documents.
 */
async function both(name: string, code: string) {
  const own = join(folder, name);
  mkdirSync(own);
  writeFileSync(join(own, "train.py"), code);
  const env = { ...process.env, PYTHONPATH: `${recorders}:${own}` };
  const line = `"$1" train.py | "$2" "$3" account - ${setting.join(" ")}`;
  const options = { cwd: own, env, encoding: "utf8" } as const;
  const { stdout, stderr, status } = spawnSync("sh", ["-c", line, "sh", PYTHON, process.execPath, program], options);
  expect(status, stderr).toBe(0);
  const file = await inProcess("account", join(own, "history.npy"), ...setting);
  expect(file.status).toBe(0);
  return { piped: JSON.parse(stdout), stored: JSON.parse(file.stdout), said: stderr };
}

it.skipIf(!hasSimulator("torch", "python3-torch"))(
  "PyTorch, piped into the command, costs what its weights do in a file",
  async () => {
    const { piped, stored, said } = await both(
      "torch",
      `import numpy as np, torch
from torch_recorder import record
torch.manual_seed(2)
model = torch.nn.Linear(6, 5)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
history = [model.weight.detach().numpy().copy()]
record(model, optimizer, lambda name: name == "weight")
for step in range(200):
    optimizer.zero_grad()
    (model(torch.randn(4, 6)) - 1).square().mean().backward()
    optimizer.step()
    history.append(model.weight.detach().numpy().copy())
    print("step", step)
np.save("history.npy", np.array(history))
`,
    );
    expect(piped.runs).toEqual(stored.runs);
    expect(piped.parameters).toEqual(stored.parameters);
    expect(piped.runs[0]).toMatchObject({ stepCount: 200, synapseCount: 30 });
    // It has been written before the end, and what the training says comes between no two arrays.
    expect(piped.runs[0].writeCount).toBeGreaterThan(30);
    expect(said).toContain("step 199");
  },
);

it.skipIf(!hasSimulator("brian2", "python3-brian"))(
  "Brian2, piped into the command, costs what its monitor's weights do in a file",
  async () => {
    const { piped, stored } = await both(
      "brian",
      `import numpy as np
from brian2 import *
from brian_recorder import recorder
prefs.codegen.target = "numpy"
seed(1)
inputs = PoissonGroup(3, 500*Hz)
neurons = NeuronGroup(2, "v : 1", threshold="v > 2", reset="v = 0")
synapses = Synapses(inputs, neurons, "w : 1", on_pre="v_post += w\\nw += 0.05*(rand() - 0.3)")
synapses.connect()
synapses.w = "0.5*rand()"
before = np.array(synapses.w_)
monitor = StateMonitor(synapses, "w", record=True, when="end")
first, each = recorder(synapses)
run(10*ms)
np.save("history.npy", np.vstack([before, monitor.w.T]))
`,
    );
    expect(piped.runs).toEqual(stored.runs);
    expect(piped.runs[0]).toMatchObject({ stepCount: 100, synapseCount: 6 });
    expect(piped.runs[0].writeCount).toBeGreaterThan(6);
  },
);
