"""The multilayer network with synaptic caching in NumPy, as one writes it down from the paper: dense layers, and all
synapses decayed, summed, changed and tested with every pattern.

Usage: mlp_numpy.py OPTIONS, where OPTIONS is JSON: images, labels (IDX files) and weights (.npy file), hiddenCount,
learningRate, policy ("none", "local-local" or "local-global"), threshold, decayTime (null for no decay),
maintenanceCost and maxPatterns. Prints one line of JSON: seconds of this process's CPU time, count of patterns, and what
was learned.
"""

import json
import sys
import time

import numpy as np
from digits import load_digits, load_weights


def logistic(x):
    return 1 / (1 + np.exp(-x))


def learn(images, labels, initial, options):
    policy, threshold, rate = options["policy"], options["threshold"], options["learningRate"]
    decay_factor = 1.0 if options["decayTime"] is None else float(np.exp(-1 / options["decayTime"]))
    caches = policy != "none"
    w = [layer.copy() for layer in initial]
    l = [layer.copy() for layer in initial]
    s = [np.zeros_like(layer) for layer in initial]
    consolidated = 0.0
    held = 0.0
    for pattern in range(options["maxPatterns"]):
        x = images[pattern % len(images)]
        target = np.full(10, 0.01)
        target[labels[pattern % len(images)]] = 0.99
        if caches:
            for layer in range(2):
                s[layer] *= decay_factor
                held += np.abs(s[layer]).sum()
                w[layer] = s[layer] + l[layer]
        h = logistic(w[0] @ x)
        y = logistic(w[1] @ h)
        output_delta = (target - y) * y * (1 - y)
        hidden_delta = (w[1].T @ output_delta) * h * (1 - h)
        changes = rate * np.outer(hidden_delta, x), rate * np.outer(output_delta, h)
        for layer, change in enumerate(changes):
            if not caches:
                w[layer] += change
                consolidated += np.abs(change).sum()
                continue
            s[layer] += change
            size = np.abs(s[layer])
            due = size > threshold
            if policy == "local-global":
                due = np.broadcast_to(due.any(axis=1, keepdims=True), size.shape)
            if due.any():
                consolidated += size[due].sum()
                l[layer][due] += s[layer][due]
                s[layer][due] = 0
    if caches:
        w = [s[layer] + l[layer] for layer in range(2)]
    consolidated += sum(np.abs(layer).sum() for layer in s)
    minimal = sum(np.abs(end - start).sum() for end, start in zip(w, initial))
    return consolidated + options["maintenanceCost"] * held, minimal


def main():
    options = json.loads(sys.argv[1])
    images, labels = load_digits(options)
    initial = load_weights(options)
    wall, cpu = time.perf_counter(), time.process_time()
    energy, minimal = learn(images, labels, initial, options)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    count = options["maxPatterns"]
    print(
        json.dumps(
            {
                "seconds": cpu,
                "wallSeconds": wall,
                "count": count,
                "updateCount": count,
                "energy": energy,
                "minimalEnergy": minimal,
            }
        )
    )


if __name__ == "__main__":
    main()
