"""Records the weights of synapses of Brian2 at every time step, or at every `dt`.

    from brian_recorder import recorder
    first, each = recorder(synapses)            # found by run(), or: Network(..., synapses, first, each)

    python simulate.py | syncache account -

Every time step writes one array of NumPy, of float64, to standard output; the first is w(0). What the simulation prints goes to
standard error from then on. It runs in Brian2's runtime mode; a standalone program has no Python to call.
"""
import io
import os
import sys

import brian2
import numpy as np


def take_output():
    """Standard output, for the weights of one model alone; what is printed goes to standard error from now on."""
    if hasattr(take_output, "taken"):
        raise RuntimeError("standard output carries the weights of another recorder already: record one model in a run")
    take_output.taken = True
    sys.stdout.flush()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def recorder(synapses, variable="w", dt=None):
    """Operations of the network that write `synapses.w`, or another variable: before the first time step, and at the end of each."""
    out = take_output()

    def write():
        # Written whole: numpy.save alone asks for a place in the stream, which not every pipe has.
        frame = io.BytesIO()
        np.save(frame, np.array(getattr(synapses, variable + "_"), dtype="f8"))
        out.write(frame.getbuffer())
        out.flush()

    started = []

    @brian2.network_operation(dt=dt, when="before_start")
    def first():
        if not started:
            started.append(True)
            write()

    @brian2.network_operation(dt=dt, when="end")
    def each():
        write()

    return first, each
