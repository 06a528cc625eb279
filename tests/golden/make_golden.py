"""Makes the JSON files beside it: what PyTorch computes, in float64, for `tests/golden.rs`.

    python -m venv venv
    venv/bin/pip install torch numpy
    venv/bin/python tests/golden/make_golden.py

Without options this makes the committed files again, up to the last digits, which depend on the
processor. The tests pass on the files of any `--seed`.

Starting values are multiples of 1/64, which float32 holds exactly, so that both sides start from the
same numbers.
"""

import argparse
import json
import math
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, embedding, mse_loss, one_hot

N_USERS, N_ITEMS, FACTORS = 5, 6, 3
Y_RANGE = (0.0, 5.5)

# Eight ratings. Some rows come up repeatedly, and item 4 never, so that its gradient is zero.
USERS = torch.tensor([2, 0, 2, 4, 1, 1, 3, 2])
ITEMS = torch.tensor([1, 3, 5, 1, 0, 1, 2, 0])
RATINGS = torch.tensor([4, 2, 5, 3, 1, 5, 4, 3], dtype=torch.float64)
# The same pairs as interactions and negatives.
LABELS = torch.tensor([1, 0, 1, 0, 0, 1, 1, 0], dtype=torch.float64)

Parameters = dict[str, Tensor]


def start_values(random: Random, *shape: int) -> Tensor:
    numbers = [round(64 * random.uniform(-1, 1)) / 64 for _ in range(math.prod(shape))]
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def learnable(parameters: Parameters) -> Parameters:
    return {name: value.clone().requires_grad_() for name, value in parameters.items()}


def as_lists(parameters: Parameters) -> dict[str, list]:
    return {name: value.tolist() for name, value in parameters.items()}


def sigmoid_range(x: Tensor) -> Tensor:
    low, high = Y_RANGE
    return low + (high - low) * torch.sigmoid(x)


def dot_product(p: Parameters) -> Tensor:
    users = embedding(USERS, p["user_factors"])
    return (users * embedding(ITEMS, p["item_factors"])).sum(dim=1)


def dot_product_ranged(p: Parameters) -> Tensor:
    return sigmoid_range(dot_product(p))


def dot_product_bias(p: Parameters) -> Tensor:
    return sigmoid_range(dot_product(p) + p["user_bias"][USERS] + p["item_bias"][ITEMS])


def collab_nn(p: Parameters) -> Tensor:
    users = embedding(USERS, p["user_factors"])
    x = torch.cat([users, embedding(ITEMS, p["item_factors"])], dim=1)
    hidden = torch.relu(x @ p["w1"] + p["b1"])
    return sigmoid_range((hidden @ p["w2"] + p["b2"]).squeeze(1))


def ncf(p: Parameters) -> Tensor:
    x = torch.cat([p["user_factors"][USERS], p["item_factors"][ITEMS]], dim=1)
    for layer in ("1", "2"):
        x = torch.relu(x @ p["w" + layer] + p["b" + layer])
    return (x @ p["w3"] + p["b3"]).squeeze(1)


def forward_and_backward(model, parameters: Parameters) -> dict:
    """Predictions, loss, and the gradients of the parameters that take part."""
    parameters = learnable(parameters)
    predictions = model(parameters)
    loss = mse_loss(predictions, RATINGS)
    loss.backward()
    gradients = {name: p.grad for name, p in parameters.items() if p.grad is not None}
    return {
        "predictions": predictions.tolist(),
        "mse": loss.item(),
        "gradients": as_lists(gradients),
    }


def problem(parameters: Parameters) -> dict:
    return {
        "users": USERS.tolist(),
        "items": ITEMS.tolist(),
        "ratings": RATINGS.tolist(),
        "y_range": list(Y_RANGE),
        "parameters": as_lists(parameters),
    }


def one_cycle(step: int, steps: int, lr_max: float) -> tuple[float, float]:
    """Learning rate and momentum of a step, as in fastai: up for a quarter, then down."""

    def cosine(start: float, end: float, share: float) -> float:
        return end + (start - end) * (1 + math.cos(math.pi * share)) / 2

    done = step / steps
    if done < 0.25:
        share = done / 0.25
        return cosine(lr_max / 25, lr_max, share), cosine(0.95, 0.85, share)
    share = (done - 0.25) / 0.75
    return cosine(lr_max, lr_max / 1e5, share), cosine(0.85, 0.95, share)


def train(start: Parameters, weight_decay: float) -> dict:
    """40 steps of PyTorch's AdamW under the one-cycle schedule."""
    steps, lr_max, square_momentum, epsilon = 40, 0.05, 0.99, 1e-5
    parameters = learnable(start)
    optimiser = torch.optim.AdamW(parameters.values(), eps=epsilon, weight_decay=weight_decay)
    lr, momentum = zip(*(one_cycle(step, steps, lr_max) for step in range(steps)))
    losses = []
    for step in range(steps):
        optimiser.param_groups[0].update(lr=lr[step], betas=(momentum[step], square_momentum))
        optimiser.zero_grad()
        loss = mse_loss(dot_product_bias(parameters), RATINGS)
        losses.append(loss.item())
        loss.backward()
        optimiser.step()
    return {
        "weight_decay": weight_decay,
        "total_steps": steps,
        "lr_max": lr_max,
        "sqr_mom": square_momentum,
        "eps": epsilon,
        "lr": lr,
        "momentum": momentum,
        "loss": losses,
        "final_loss": mse_loss(dot_product_bias(parameters), RATINGS).item(),
        "final_parameters": as_lists(parameters),
    }


def look_up(random: Random) -> dict:
    """Rows of a table, and its gradient for an arbitrary gradient of the rows."""
    table = start_values(random, 6, 4).requires_grad_()
    ids = torch.tensor([3, 1, 3, 0, 3])
    upstream = start_values(random, 5, 4)
    rows = embedding(ids, table)
    (gradient,) = torch.autograd.grad(rows, table, upstream)
    product = one_hot(ids, 6).to(table.dtype) @ table
    (gradient_of_product,) = torch.autograd.grad(product, table, upstream)
    assert torch.equal(rows, product) and torch.equal(gradient, gradient_of_product)
    return {
        "table": table.tolist(),
        "ids": ids.tolist(),
        "rows": rows.tolist(),
        "upstream": upstream.tolist(),
        "table_grad": gradient.tolist(),
    }


def range_and_slope() -> dict:
    x = torch.tensor([-8.0, -3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, 8.0], dtype=torch.float64)
    x.requires_grad_()
    y = sigmoid_range(x)
    y.sum().backward()
    low, high = Y_RANGE
    return {"low": low, "high": high, "x": x.tolist(), "y": y.tolist(), "dy_dx": x.grad.tolist()}


def embedding_sizes() -> dict:
    """fastai's rule of thumb, with Python's `round`, which rounds halves to even."""
    n = [1, 2, 3, 10, 21, 50, 100, 944, 1665, 3707, 6041, 20_000, 162_542, 1_000_000]
    return {"n": n, "size": [min(600, round(1.6 * n**0.56)) for n in n]}


def interactions(random: Random) -> dict:
    """Logits, binary cross entropy and gradients of a small NCF."""
    start = {
        "user_factors": start_values(random, N_USERS, 2),
        "item_factors": start_values(random, N_ITEMS, 2),
        "w1": start_values(random, 2 + 2, 4),
        "b1": start_values(random, 4),
        "w2": start_values(random, 4, 3),
        "b2": start_values(random, 3),
        "w3": start_values(random, 3, 1),
        "b3": start_values(random, 1),
    }
    parameters = learnable(start)
    logits = ncf(parameters)
    loss = binary_cross_entropy_with_logits(logits, LABELS)
    loss.backward()
    return {
        "users": USERS.tolist(),
        "items": ITEMS.tolist(),
        "labels": LABELS.tolist(),
        "parameters": as_lists(start),
        "logits": logits.tolist(),
        "bce": loss.item(),
        "gradients": as_lists({name: p.grad for name, p in parameters.items()}),
    }


def ranking_metrics(random: Random) -> dict:
    """HR@k and NDCG@k of the places of held-out items, on either side of every border among them."""
    k = 10
    ranks = [0, 1, k - 1, k, 99] + [random.randrange(100) for _ in range(10)]
    return {
        "note": "the place of each held-out item among the candidates, counted from 0",
        "ranks": ranks,
        "k": k,
        "hit_ratio": sum(rank < k for rank in ranks) / len(ranks),
        "ndcg": sum(1 / math.log2(rank + 2) for rank in ranks if rank < k) / len(ranks),
    }


def golden_files(seed: int) -> dict[str, dict]:
    random = Random(seed)
    factors = {
        "user_factors": start_values(random, N_USERS, FACTORS),
        "item_factors": start_values(random, N_ITEMS, FACTORS),
        "user_bias": start_values(random, N_USERS),
        "item_bias": start_values(random, N_ITEMS),
    }
    # Unequal embeddings and five hidden units; `w1` has a row for each input.
    network = {
        "user_factors": start_values(random, N_USERS, 3),
        "item_factors": start_values(random, N_ITEMS, 4),
        "w1": start_values(random, 3 + 4, 5),
        "b1": start_values(random, 5),
        "w2": start_values(random, 5, 1),
        "b2": start_values(random, 1),
    }
    models = [dot_product, dot_product_ranged, dot_product_bias]
    outcomes = {model.__name__: forward_and_backward(model, factors) for model in models}
    return {
        "embedding": look_up(random),
        "sigmoid_range": range_and_slope(),
        "models": problem(factors) | {"models": outcomes},
        "collab_nn": problem(network) | forward_and_backward(collab_nn, network),
        # From the parameters and ratings of `models`.
        "one_cycle_adam": {"runs": [train(factors, decay) for decay in (0.0, 0.1)]},
        "embedding_size": embedding_sizes(),
        "ncf": interactions(random),
        "ranking_metrics": ranking_metrics(random),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=42, help="of the starting values (default 42)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="the folder to write to")
    options = parser.parse_args()
    for name, content in golden_files(options.seed).items():
        (options.out / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
