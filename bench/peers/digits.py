"""Reads the files that the benchmark writes for its Python programs."""

import numpy as np


def load_digits(options):
    """Images as rows of 0 … 1, and labels, of a pair of IDX files."""
    with open(options["images"], "rb") as file:
        magic, count, rows, columns = np.frombuffer(file.read(16), ">u4")
        assert magic == 0x803, f"{options['images']}: no IDX file of images"
        images = np.frombuffer(file.read(), np.uint8).reshape(count, rows * columns)
    with open(options["labels"], "rb") as file:
        magic, count = np.frombuffer(file.read(8), ">u4")
        assert magic == 0x801, f"{options['labels']}: no IDX file of labels"
        labels = np.frombuffer(file.read(), np.uint8)
    return images / 255.0, labels


def load_weights(options):
    """The initial weights of the hidden and of the output layer, one row a unit."""
    weights = np.load(options["weights"])
    hidden_count = options["hiddenCount"]
    pixel_count = len(weights) // hidden_count - 10
    split = hidden_count * pixel_count
    return weights[:split].reshape(hidden_count, pixel_count), weights[split:].reshape(10, hidden_count)
