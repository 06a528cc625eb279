"""Recommends from a model file: python recommend.py MODEL DATA USER RATINGS FILM

MODEL is a file that example 6 or 7 has saved, DATA the folder of MovieLens 100K or one like it. RATINGS
is a newcomer's, as JSON: [["Alien (1979)", 5]]. Prints three lists as JSON: films for the user, films for
the newcomer, and films like the film.
"""

import json
import sys

import numpy as np
from safetensors import safe_open

model, data, user, ratings, film = sys.argv[1:]

# ANCHOR: load
with safe_open(model, "numpy") as file:
    about = json.loads(file.metadata()["workbook"])
    if about["kind"] != "dot_product_bias":
        sys.exit(f"error: {model} holds a model of the kind {about['kind']!r}, not 'dot_product_bias'")
    names = ["user_factors", "item_factors", "user_bias", "item_bias"]
    user_factors, item_factors, user_bias, item_bias = (
        file.get_tensor(name).astype(np.float64) for name in names
    )
users = {name: row for row, name in enumerate(about["users"])}
films = {title: row for row, title in enumerate(about["items"])}
low, high = (float(np.float32(about["y_range"][end])) for end in ("start", "end"))
# ANCHOR_END: load

# Who has seen what.
with open(f"{data}/u.item", encoding="latin-1") as lines:
    titles = dict(line.split("|")[:2] for line in lines)
seen = [set() for _ in users]
counts = np.zeros(len(films), int)
with open(f"{data}/u.data") as lines:
    for rater, rated, _ in (line.split("\t", 2) for line in lines):
        if (row := films.get(titles[rated])) and rater in users:
            seen[users[rater]].add(row)
            counts[row] += 1


# ANCHOR: lists
def best(factors, bias, seen, n=5):
    """The best films that are not among those seen, with the stars to expect."""
    stars = predict(factors, bias)
    stars[[0, *seen]] = stars[counts == 0] = -np.inf
    return [(about["items"][row], stars[row]) for row in np.argsort(-stars, kind="stable")[:n]]


def predict(factors, bias):
    return low + (high - low) / (1 + np.exp(-(item_factors @ factors + bias + item_bias)))


def fold_in(rows, ratings):
    """Factors and bias of a newcomer, by a ridge regression around row 0."""
    usual = predict(user_factors[0], user_bias[0])[rows]
    slope = (usual - low) * (high - usual) / (high - low)
    x = slope[:, None] * np.column_stack([item_factors[rows], np.ones(len(rows))])
    ridge = 5 * ((high - low) / 5.5) ** 2 * np.eye(x.shape[1])
    step = np.linalg.solve(x.T @ x + ridge, x.T @ (ratings - usual))
    return user_factors[0] + step[:-1], user_bias[0] + step[-1]


def similar(row, n=5):
    """The films most like one by cosine, among those with at least twenty ratings."""
    lengths = np.linalg.norm(item_factors, axis=1) * np.linalg.norm(item_factors[row])
    cosines = item_factors @ item_factors[row] / np.where(lengths > 0, lengths, 1)
    cosines[row] = cosines[counts < 20] = -np.inf
    return [(about["items"][other], cosines[other]) for other in np.argsort(-cosines, kind="stable")[:n]]


row = users[user]
for_user = best(user_factors[row], user_bias[row], seen[row])
rows, stars = zip(*((films[title], stars) for title, stars in json.loads(ratings)))
for_newcomer = best(*fold_in(list(rows), np.array(stars)), rows)
like_film = similar(films[film])
# ANCHOR_END: lists
print(json.dumps([for_user, for_newcomer, like_film]))
