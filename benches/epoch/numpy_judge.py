"""The leave-one-out evaluation in NumPy, all users at once.

    python numpy_judge.py JOB.json

Prints one JSON line: the seconds of each run, and HR and NDCG among sampled negatives and among all
items that the user has not touched.
"""
import json
import sys
import time

import numpy as np


def measures(higher, equal, k):
    """Chance orders equal scores, so a held-out item has one of several ranks."""
    ties = np.arange(equal.max() + 1)
    ranks = higher[:, None] + ties
    counts = (ties <= equal[:, None]) & (ranks < k)
    hits = counts.sum(1) / (equal + 1)
    gains = np.where(counts, 1 / np.log2(ranks + 2), 0).sum(1) / (equal + 1)
    return [hits.mean(), gains.mean()]


def main():
    job = json.load(open(sys.argv[1]))

    def table(values):
        return np.array(values, np.float32).reshape(-1, job["n_factors"])

    user_factors, item_factors = table(job["user_factors"]), table(job["item_factors"])
    weights = np.array(job["output"]["weight"], np.float32)
    bias = np.float32(job["output"]["bias"][0])
    users, items = (np.array(job["held_out"][name]) for name in ("users", "items"))
    sampled = np.array(job["sampled"])
    # The row of the scores that belongs to each user.
    row = np.zeros(len(user_factors), int)
    row[users] = np.arange(len(users))
    touching, touched = np.array(job["touching"]), np.array(job["touched"])
    is_judged = np.isin(touching, users)
    touching, touched = row[touching[is_judged]], touched[is_judged]

    def judge():
        scores = (user_factors[users] * weights) @ item_factors.T + bias
        if np.isnan(scores).any():
            raise ValueError("a score is not a number")
        own = scores[np.arange(len(users)), items][:, None]
        candidates = np.take_along_axis(scores, sampled, 1)
        among_sampled = (candidates > own).sum(1), (candidates == own).sum(1)
        scores[:, 0] = scores[touching, touched] = -np.inf
        among_all = (scores > own).sum(1), (scores == own).sum(1)
        return measures(*among_sampled, job["k"]) + measures(*among_all, job["k"])

    seconds = []
    for _ in range(job["in_a_row"]):
        start = time.perf_counter()
        result = judge()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "measures": result}))


main()
