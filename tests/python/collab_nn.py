"""Predicts ratings with a network from a model file: python collab_nn.py FILE RATINGS

RATINGS is JSON, a list of {"user", "film"} and what the side features of the network need: "age", "gender"
and "occupation" of the user, "genres" and "year" of the film (null if unknown), and "time", in seconds
since 1970.
"""

import json
import sys

import numpy as np
from safetensors import SafetensorError, safe_open

path = sys.argv[1]
try:
    with safe_open(path, "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        about = json.loads((file.metadata() or {})["workbook"])
except (OSError, SafetensorError, KeyError, ValueError) as problem:
    sys.exit(f"error: {path} is not a model file of the workbook: {problem!r}")
if about["kind"] != "collab_nn":
    sys.exit(f"error: {path} holds a model of the kind {about['kind']!r}, and this program reads 'collab_nn'")
users, films, side = about["users"], about["items"], about["side"]

HOUR, DAY = 60 * 60, 24 * 60 * 60


def row(names, name):
    """The row of a name; row 0 stands for all that training has not met."""
    return names.index(name) if name in names else 0


def category(feature, rating):
    """The row of a category in its table; None for a feature that is not one."""
    match feature["feature"]:
        case "gender" | "occupation" as name:
            return row(feature["names"], rating[name])
        case "hour":
            return 1 + rating["time"] % DAY // HOUR
        case "weekday":  # from Sunday; 1970 began on a Thursday
            return 1 + (rating["time"] // DAY + 4) % 7


def numbers(feature, rating):
    """The numbers of any other feature."""
    if feature["feature"] == "genres":
        return [float(genre in rating["genres"]) for genre in feature["names"][1:]]
    match feature["feature"]:
        case "age":
            number = rating["age"]
        case "year":
            number = year(feature, rating)
        case "film-age":
            number = 1970 + rating["time"] / DAY / 365.2425 - year(feature, rating)
        case "trend":
            number = rating["time"]
        case other:
            sys.exit(f"error: {path} asks for a side feature that this program does not know: {other!r}")
    mean, sd = feature["scale"]["mean"], feature["scale"]["sd"]
    return [(number - mean) / sd if sd > 0 else 0.0]


def year(feature, rating):
    return feature["unknown_year"] if rating["year"] is None else rating["year"]


def inputs(rating):
    """Embeddings of user, film and categories, then the numbers."""
    tables = [
        tensors["user_factors"][row(users, rating["user"])],
        tensors["item_factors"][row(films, rating["film"])],
    ]
    columns = []
    for feature in side:
        number = category(feature, rating)
        if number is None:
            columns += numbers(feature, rating)
        else:
            tables.append(tensors[f"side_factors.{len(tables) - 2}"][number])
    return np.concatenate([*tables, np.float32(columns)])


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
