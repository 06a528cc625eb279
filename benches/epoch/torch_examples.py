"""What an epoch of the benchmark trains on: a function that returns its users, items and targets."""
import numpy as np
import torch


def ratings(job):
    """The ratings of the job, in the order that it gives for each epoch."""
    train = columns(job["train"])
    orders = [torch.tensor(order) for order in job["orders"]]
    return lambda epoch: [column[orders[epoch]] for column in train]


def given(job):
    """The interactions and negatives that the job gives for each epoch."""
    epochs = [columns(epoch) for epoch in job["epochs"]]
    return lambda epoch: epochs[epoch]


def drawn(job):
    """The interactions of the job and fresh negatives, shuffled."""
    users, items = np.array(job["train"]["users"]), np.array(job["train"]["items"])
    touched = np.zeros((job["n_users"], job["n_items"]), bool)
    touched[users, items] = True
    touched[:, 0] = True  # the unknown item
    rng = np.random.default_rng(0)

    def epoch(_):
        many = np.repeat(users, job["negatives"])
        negatives = rng.integers(1, job["n_items"], len(many))
        again = np.flatnonzero(touched[many, negatives])
        while len(again):
            negatives[again] = rng.integers(1, job["n_items"], len(again))
            again = again[touched[many[again], negatives[again]]]
        order = rng.permutation(len(users) + len(many))
        targets = (order < len(users)).astype(np.float32)
        dealt = np.concatenate([users, many])[order], np.concatenate([items, negatives])[order], targets
        return [torch.from_numpy(column) for column in dealt]

    return epoch


def columns(ratings):
    return [torch.tensor(ratings[name]) for name in ("users", "items", "values")]
