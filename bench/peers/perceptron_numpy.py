"""The perceptron with synaptic caching in NumPy, as one writes it down from the paper: one dot product a presentation,
and all synapses decayed, summed and tested at every step.

Usage: perceptron_numpy.py OPTIONS, where OPTIONS is JSON: patterns and targets (paths of .npy files), policy, threshold,
decayTime (null for no decay), maintenanceCost and maxEpochs. Prints one line of JSON: seconds of this process's CPU time,
count of presentations, and what was learned.
"""

import json
import sys
import time

import numpy as np

TIE = 1e-9  # rounding must not decide what is a tie


def learn(patterns, targets, policy, threshold, decay_factor, max_epochs):
    pattern_count, synapse_count = patterns.shape
    s = np.zeros(synapse_count)
    w = np.zeros(synapse_count)  # policy "none"
    l = np.zeros(synapse_count)
    consolidated = 0.0
    held = 0.0
    update_count = 0
    for epoch in range(1, max_epochs + 1):
        errors = 0
        for x, d in zip(patterns, targets):
            if policy == "none":
                if d * w.dot(x) <= TIE:
                    change = d * x
                    w += change
                    consolidated += np.abs(change).sum()
                    errors += 1
                continue
            s *= decay_factor
            held += np.abs(s).sum()
            if d * (s + l).dot(x) <= TIE:
                s += d * x
                errors += 1
            size = np.abs(s)
            if policy == "local-local":
                due = size > threshold
                if due.any():
                    consolidated += size[due].sum()
                    l[due] += s[due]
                    s[due] = 0
                continue
            measure = size.sum() if policy == "global-global" else size.max()
            if measure > threshold:
                consolidated += size.sum()
                l += s
                s[:] = 0
        update_count += errors
        if errors == 0:
            break
    consolidated += np.abs(s).sum()
    return epoch, update_count, consolidated, held, np.abs(w + s + l).sum()


def main():
    options = json.loads(sys.argv[1])
    patterns = np.load(options["patterns"])
    targets = np.load(options["targets"]).astype(float)
    decay_factor = 1.0 if options["decayTime"] is None else float(np.exp(-1 / options["decayTime"]))
    wall, cpu = time.perf_counter(), time.process_time()
    rows = np.hstack([patterns, np.ones((len(patterns), 1))]).astype(float)
    epoch_count, update_count, consolidated, held, minimal = learn(
        rows, targets, options["policy"], options["threshold"], decay_factor, options["maxEpochs"]
    )
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(
        json.dumps(
            {
                "seconds": cpu,
                "wallSeconds": wall,
                "count": epoch_count * len(patterns),
                "epochCount": epoch_count,
                "updateCount": update_count,
                "energy": consolidated + options["maintenanceCost"] * held,
                "minimalEnergy": minimal,
            }
        )
    )


if __name__ == "__main__":
    main()
