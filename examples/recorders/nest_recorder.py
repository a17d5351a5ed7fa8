"""Records the weights of plastic connections of NEST every `interval` ms.

    from nest_recorder import simulate
    simulate(1000.0, nest.GetConnections(synapse_model="stdp"), interval=1.0)     # instead of nest.Simulate(1000.0)

    python simulate.py | syncache account -

Every interval writes one array of NumPy, of float64, to standard output; the first is w(0). What the simulation prints goes to
standard error from then on. To record every single change instead, connect a weight_recorder with record_to="ascii" and give its
files: syncache account weight_recorder-*.dat --step 1.
"""
import io
import os
import sys

import nest
import numpy as np


def simulate(time, connections, interval=1.0):
    """Simulates `time` ms, and records the weights of `connections`, sorted by target, before it and after every `interval`. Called
    again with the same connections, it goes on."""
    goes_on = hasattr(simulate, "out")
    if not goes_on:
        sys.stdout.flush()
        simulate.out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
    out = simulate.out
    order = np.lexsort((connections.get("source"), connections.get("target")))

    def write():
        # Written whole: numpy.save alone asks for a place in the stream, which not every pipe has.
        frame = io.BytesIO()
        np.save(frame, np.asarray(connections.get("weight"), dtype="f8")[order])
        out.write(frame.getbuffer())
        out.flush()

    if not goes_on:
        write()
    for _ in range(round(time / interval)):
        nest.Simulate(interval)
        write()
