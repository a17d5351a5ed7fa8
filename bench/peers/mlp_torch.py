"""The multilayer network in PyTorch: plain stochastic gradient descent as its users write it, or with synaptic caching by
tensor operations on every synapse with every pattern.

Usage: mlp_torch.py OPTIONS, where OPTIONS is JSON: images, labels (IDX files) and weights (.npy file), hiddenCount,
learningRate, policy ("none" is plain descent, which counts no energy, or "local-local" or "local-global"), threshold,
decayTime (null for no decay), maintenanceCost and maxPatterns. Prints one line of JSON: seconds of this process's CPU
time, count of patterns, and what was learned.
"""

import json
import math
import sys
import time

import numpy as np
import torch
from digits import load_digits, load_weights


def network(initial):
    hidden, output = initial
    model = torch.nn.Sequential(
        torch.nn.Linear(hidden.shape[1], hidden.shape[0], bias=False),
        torch.nn.Sigmoid(),
        torch.nn.Linear(output.shape[1], output.shape[0], bias=False),
        torch.nn.Sigmoid(),
    )
    with torch.no_grad():
        model[0].weight.copy_(torch.from_numpy(hidden))
        model[2].weight.copy_(torch.from_numpy(output))
    return model


def half_squared_error(answer, target):
    return 0.5 * (answer - target).square().sum()


def learn_plainly(model, images, targets, options):
    optimizer = torch.optim.SGD(model.parameters(), lr=options["learningRate"])
    for pattern in range(options["maxPatterns"]):
        at = pattern % len(images)
        optimizer.zero_grad()
        half_squared_error(model(images[at]), targets[at]).backward()
        optimizer.step()
    return None


def learn_with_caching(model, images, targets, options):
    policy, threshold, rate = options["policy"], options["threshold"], options["learningRate"]
    decay_factor = 1.0 if options["decayTime"] is None else math.exp(-1 / options["decayTime"])
    weights = list(model.parameters())
    persistent = [w.detach().clone() for w in weights]
    transient = [torch.zeros_like(w) for w in persistent]
    consolidated = 0.0
    held = 0.0
    for pattern in range(options["maxPatterns"]):
        at = pattern % len(images)
        with torch.no_grad():
            for w, s, l in zip(weights, transient, persistent):
                s.mul_(decay_factor)
                held += s.abs().sum().item()
                torch.add(s, l, out=w.data)
                w.grad = None
        half_squared_error(model(images[at]), targets[at]).backward()
        with torch.no_grad():
            for w, s, l in zip(weights, transient, persistent):
                s.sub_(w.grad, alpha=rate)
                size = s.abs()
                due = size > threshold
                if policy == "local-global":
                    due = due.any(dim=1, keepdim=True)
                if due.any():
                    consolidated += (size * due).sum().item()
                    l.add_(s * due)
                    s.mul_(~due)
    with torch.no_grad():
        for w, s, l in zip(weights, transient, persistent):
            consolidated += s.abs().sum().item()
            torch.add(s, l, out=w.data)
    return consolidated + options["maintenanceCost"] * held


def main():
    options = json.loads(sys.argv[1])
    torch.set_num_threads(1)
    images, labels = load_digits(options)
    initial = load_weights(options)
    images = torch.from_numpy(images.astype(np.float32))
    targets = torch.full((len(labels), 10), 0.01)
    targets[torch.arange(len(labels)), torch.from_numpy(labels.astype(np.int64))] = 0.99
    model = network(initial)
    learn = learn_plainly if options["policy"] == "none" else learn_with_caching
    wall, cpu = time.perf_counter(), time.process_time()
    energy = learn(model, images, targets, options)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    ends = [parameter.detach().numpy() for parameter in model.parameters()]
    count = options["maxPatterns"]
    result = {
        "seconds": cpu,
        "wallSeconds": wall,
        "count": count,
        "updateCount": count,
        "minimalEnergy": float(sum(np.abs(end - start).sum() for end, start in zip(ends, initial))),
    }
    print(json.dumps(result if energy is None else {**result, "energy": energy}))


if __name__ == "__main__":
    main()
