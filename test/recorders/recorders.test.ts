import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openWeights } from "../../src/node/sources/open-weights.js";
import { frameTrajectory } from "../../src/sources/stream/frames.js";
import { rowsOf } from "../sources/files.js";
import { temporaryFolder } from "../temporary-folder.js";
import { hasSimulator, PYTHON } from "./simulators.js";

const recorders = fileURLToPath(new URL("../../examples/recorders", import.meta.url));
const folder = temporaryFolder();

/**
 * Runs a training that saves what it knows of its weights in `history.npy`, time × synapses; returns that, what the recorder
 * wrote to standard output, and what came on standard error.
 */
async function trained(name: string, code: string) {
  const own = join(folder, name);
  mkdirSync(own);
  writeFileSync(join(own, "train.py"), code);
  const env = { ...process.env, PYTHONPATH: `${recorders}:${own}` };
  const child = spawn(PYTHON, ["train.py"], { cwd: own, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const trajectory = await frameTrajectory(child.stdout, "standard input", {}).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said}`);
  });
  const recorded = await rowsOf(trajectory);
  expect(await ended, said).toBe(0);
  return {
    recorded,
    tensors: trajectory.tensors,
    history: await rowsOf(await openWeights([join(own, "history.npy")])),
    said,
  };
}

it("are shorter than 60 lines, and need NumPy alone beside their simulator", () => {
  const files = readdirSync(recorders).filter((name) => name.endsWith(".py"));
  expect(files).toEqual(["brian_recorder.py", "keras_recorder.py", "nest_recorder.py", "torch_recorder.py"]);
  for (const file of files) {
    const text = readFileSync(join(recorders, file), "utf8");
    expect(text.split("\n").length, file).toBeLessThan(60);
    const imported = [...text.matchAll(/^(?:import|from) (\w+)/gm)].map(([, module]) => module!);
    const allowed = [
      "io",
      "os",
      "sys",
      "types",
      "numpy",
      { brian: "brian2" }[file.split("_")[0]!] ?? file.split("_")[0],
    ];
    expect(
      imported.filter((module) => !allowed.includes(module)),
      file,
    ).toEqual([]);
  }
});

it.skipIf(!hasSimulator("torch", "python3-torch"))(
  "PyTorch: w(0) and the weights after every step, with a schedule of rates",
  async () => {
    const { recorded, history, tensors, said } = await trained(
      "torch",
      `import numpy as np, torch
from torch_recorder import record
torch.manual_seed(1)
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
weights = lambda: np.concatenate([p.detach().numpy().ravel().copy() for p in model.parameters()])
history = [weights()]
record(model, optimizer)
try:
    record(model, optimizer)
except RuntimeError as error:
    print(error)
schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1)
for step in range(5):
    optimizer.zero_grad()
    model(torch.randn(6, 3)).square().sum().backward()
    optimizer.step()
    schedule.step()
    history.append(weights())
    print("step", step)
np.save("history.npy", np.array(history))
`,
    );
    expect(recorded).toEqual(history);
    expect(recorded).toHaveLength(6);
    expect(new Set(recorded.map((row) => row[0])).size).toBe(6);
    expect(tensors).toEqual([{ name: "", shape: [1, 26], neuronAxis: 0 }]);
    expect(said).toContain("step 4");
    expect(said).toContain("record one model in a run");
  },
);

it.skipIf(!hasSimulator("brian2", "python3-brian"))("Brian2: w(0) and the weights after every time step", async () => {
  const { recorded, history } = await trained(
    "brian",
    `import numpy as np
from brian2 import *
from brian_recorder import recorder
prefs.codegen.target = "numpy"
seed(1)
inputs = PoissonGroup(3, 500*Hz)
neurons = NeuronGroup(2, "v : 1", threshold="v > 2", reset="v = 0")
synapses = Synapses(inputs, neurons, "w : 1", on_pre="v_post += w\\nw += 0.01*rand()")
synapses.connect()
synapses.w = "0.5*rand()"
before = np.array(synapses.w_)
monitor = StateMonitor(synapses, "w", record=True, when="end")
first, each = recorder(synapses)
run(2*ms)
np.save("history.npy", np.vstack([before, monitor.w.T]))
`,
  );
  expect(recorded).toEqual(history);
  expect(recorded).toHaveLength(21);
  expect(new Set(recorded.map((row) => row.join())).size).toBeGreaterThan(3);
});

/** Debian has neither Keras nor NEST: modules of their names stand in, with what the recorders use of them. */
it("Keras, with a stand-in: w(0) and the weights after every batch, neurons first", async () => {
  const { recorded, history, tensors } = await trained(
    "keras",
    `import sys, types
import numpy as np
keras = types.ModuleType("keras")
keras.callbacks = types.SimpleNamespace(Callback=type("Callback", (), {}))
sys.modules["keras"] = keras
from keras_recorder import Recorder
class Variable:
    def __init__(self, path, value): self.path, self.name, self.value = path, "kernel", value
    def __array__(self, dtype=None, copy=None): return np.array(self.value, dtype)
kernel, bias = Variable("dense/kernel", np.arange(6.).reshape(3, 2)), Variable("dense/bias", np.zeros(2))
recorder = Recorder(select=lambda name: name.endswith("kernel"))
recorder.model = types.SimpleNamespace(trainable_weights=[kernel, bias])
recorder.on_train_begin()
history = [kernel.value.T.ravel().copy()]
for batch in range(3):
    kernel.value[batch] += 0.5
    history.append(kernel.value.T.ravel().copy())
    recorder.on_train_batch_end(batch)
np.save("history.npy", np.array(history))
`,
  );
  expect(recorded).toEqual(history);
  expect(tensors).toEqual([{ name: "", shape: [2, 3], neuronAxis: 0 }]);
});

it("NEST, with a stand-in: w(0) and the weights after every interval, sorted by target", async () => {
  const { recorded, history } = await trained(
    "nest",
    `import sys, types
import numpy as np
values = {"source": [3, 1, 2], "target": [9, 8, 8], "weight": [1.0, 2.0, 3.0]}
class Connections:
    def get(self, name): return list(values[name])
def Simulate(time): values["weight"][0] += time
sys.modules["nest"] = types.SimpleNamespace(Simulate=Simulate)
from nest_recorder import simulate
simulate(1.0, Connections(), interval=0.5)
np.save("history.npy", np.array([[2, 3, 1], [2, 3, 1.5], [2, 3, 2]]))
`,
  );
  expect(recorded).toEqual(history);
});
