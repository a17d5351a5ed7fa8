"""Records the weights of a Keras model after every batch.

    from keras_recorder import Recorder
    model.fit(x, y, callbacks=[Recorder()])

    python train.py | syncache account -

Every batch writes one array of NumPy to standard output. What the training prints goes to standard error from then on.
"""
import io
import os
import sys

import keras
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


class Recorder(keras.callbacks.Callback):
    """Records the trainable weights whose names `select` takes: one keeps its shape, with neurons first; several become one array."""

    def __init__(self, select=lambda name: True):
        super().__init__()
        self.select = select
        self.out = take_output()

    def write(self):
        weights = [w for w in self.model.trainable_weights if self.select(getattr(w, "path", w.name))]
        if not weights:
            raise ValueError("no weight that is trained has such a name")
        # Keras has neurons last, and arrays on standard input have them first.
        values = [np.moveaxis(np.asarray(w, "float32"), -1, 0) for w in weights]
        array = values[0] if len(values) == 1 else np.concatenate([v.ravel() for v in values])
        # Written whole: numpy.save alone asks for a place in the stream, which not every pipe has.
        frame = io.BytesIO()
        np.save(frame, np.ascontiguousarray(array))
        self.out.write(frame.getbuffer())
        self.out.flush()

    def on_train_begin(self, logs=None):
        self.write()

    def on_train_batch_end(self, batch, logs=None):
        self.write()
