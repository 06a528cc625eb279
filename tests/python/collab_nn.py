"""Predicts ratings with a network from a model file: python collab_nn.py FILE RATINGS

RATINGS is JSON, a list of {"user", "film", and the side features that the network takes}.
"""

import json
import sys

import numpy as np
from safetensors import safe_open

with safe_open(sys.argv[1], "numpy") as file:
    tensors = {name: file.get_tensor(name) for name in file.keys()}
    about = json.loads(file.metadata()["workbook"])
users, films, side = about["users"], about["items"], about["side"]


def row(names, name):
    """The row of a name; row 0 stands for all that training has not met."""
    return names.index(name) if name in names else 0


def inputs(rating):
    """Embeddings of user, film and categories, then the numbers."""
    tables = [
        tensors["user_factors"][row(users, rating["user"])],
        tensors["item_factors"][row(films, rating["film"])],
    ]
    numbers = []
    for feature in side:
        value = rating[feature["feature"]]
        if feature["feature"] == "genres":
            numbers += [float(genre in value) for genre in feature["names"][1:]]
        elif "names" in feature:
            table = tensors[f"side_factors.{len(tables) - 2}"]
            tables.append(table[row(feature["names"], value)])
        else:
            scale = feature["scale"]
            numbers.append((value - scale["mean"]) / scale["sd"])
    return np.concatenate([*tables, np.float32(numbers)])


# ANCHOR: predict
def predict(rating):
    x = inputs(rating)
    layers = sum(name.endswith(".weight") for name in tensors)
    for i in range(layers):
        x = x @ tensors[f"layers.{i}.weight"] + tensors[f"layers.{i}.bias"]
        if i < layers - 1:
            x = np.maximum(x, 0)
    low, high = about["y_range"]["start"], about["y_range"]["end"]
    return low + (high - low) / (1 + np.exp(-float(x[0])))
# ANCHOR_END: predict


print(json.dumps([predict(rating) for rating in json.loads(sys.argv[2])]))
