"""Records the weights of a PyTorch model after every step of its optimizer.

    from torch_recorder import record
    record(model, optimizer)            # before the training: writes w(0)

    python train.py | syncache account -

Every step writes one array of NumPy to standard output. What the training prints goes to standard error from then on.
"""
import io
import os
import sys
import types

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


def record(model, optimizer, select=lambda name: True):
    """Records the parameters whose names `select` takes: one keeps its shape (neurons first), several become one array."""
    parameters = [p for name, p in model.named_parameters() if p.requires_grad and select(name)]
    if not parameters:
        raise ValueError("no parameter that is trained has such a name")
    out = take_output()

    def write():
        values = [p.detach().cpu().float().numpy() for p in parameters]
        weights = values[0] if len(values) == 1 else np.concatenate([v.ravel() for v in values])
        # Written whole: numpy.save alone asks for a place in the stream, which not every pipe has.
        frame = io.BytesIO()
        np.save(frame, np.ascontiguousarray(weights))
        out.write(frame.getbuffer())
        out.flush()

    write()
    if hasattr(optimizer, "register_step_post_hook"):  # since PyTorch 2.0
        optimizer.register_step_post_hook(lambda *_: write())
        return
    step = optimizer.step

    def recorded(self, *args, **kwargs):
        result = step(*args, **kwargs)
        write()
        return result

    optimizer.step = types.MethodType(recorded, optimizer)
