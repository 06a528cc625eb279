"""A plain PyTorch loop of the same training, timed one epoch at a time.

    python torch_epoch.py DATA.json

DATA.json holds the ratings (train and valid: users, items, ratings), the sizes of the tables, the
first weights and the settings. Prints one JSON line: seconds and training loss of each epoch.
"""
import json
import math
import sys
import time

import torch


def table(values, width):
    return torch.nn.Embedding.from_pretrained(torch.tensor(values).view(-1, width), freeze=False)


class DotProductBias(torch.nn.Module):
    def __init__(self, start, y_range):
        super().__init__()
        factors = len(start["user_factors"]) // len(start["user_bias"])
        self.user_factors = table(start["user_factors"], factors)
        self.item_factors = table(start["item_factors"], factors)
        self.user_bias = table(start["user_bias"], 1)
        self.item_bias = table(start["item_bias"], 1)
        self.low, self.high = y_range

    def forward(self, users, items):
        affinity = (self.user_factors(users) * self.item_factors(items)).sum(1)
        bias = self.user_bias(users)[:, 0] + self.item_bias(items)[:, 0]
        return torch.sigmoid(affinity + bias) * (self.high - self.low) + self.low


class CollabNn(torch.nn.Module):
    def __init__(self, start, y_range):
        super().__init__()
        users, items = start["widths"]
        self.user_factors = table(start["user_factors"], users)
        self.item_factors = table(start["item_factors"], items)
        hidden = len(start["layers"][0]["bias"])
        self.hidden = torch.nn.Linear(users + items, hidden)
        self.out = torch.nn.Linear(hidden, 1)
        for layer, values in zip((self.hidden, self.out), start["layers"]):
            # PyTorch keeps the transpose of our weights.
            weight = torch.tensor(values["weight"]).view(layer.in_features, layer.out_features)
            layer.weight.data = weight.t().contiguous()
            layer.bias.data = torch.tensor(values["bias"])
        self.low, self.high = y_range

    def forward(self, users, items):
        x = torch.cat([self.user_factors(users), self.item_factors(items)], 1)
        x = self.out(torch.relu(self.hidden(x)))[:, 0]
        return torch.sigmoid(x) * (self.high - self.low) + self.low


def cosine(start, end, t):
    return start + (1 - math.cos(math.pi * t)) / 2 * (end - start)


def one_cycle(step, steps, lr_max):
    done = step / steps
    if done <= 0.25:
        return cosine(lr_max / 25, lr_max, done / 0.25), cosine(0.95, 0.85, done / 0.25)
    t = (done - 0.25) / 0.75
    return cosine(lr_max, lr_max / 1e5, t), cosine(0.85, 0.95, t)


def columns(ratings):
    return (
        torch.tensor(ratings["users"]),
        torch.tensor(ratings["items"]),
        torch.tensor(ratings["ratings"]),
    )


def main():
    torch.set_flush_denormal(True)
    job = json.load(open(sys.argv[1]))
    users, items, ratings = columns(job["train"])
    valid_users, valid_items, valid_ratings = columns(job["valid"])
    model = {"dot_product_bias": DotProductBias, "collab_nn": CollabNn}[job["model"]](
        job["start"], job["y_range"]
    )
    adam = torch.optim.AdamW(
        model.parameters(), betas=(0.95, 0.99), eps=1e-5, weight_decay=job["weight_decay"]
    )
    batch, epochs = job["batch_size"], len(job["orders"])
    steps = epochs * (len(ratings) // batch)
    step, seconds, losses = 0, [], []
    for order in job["orders"]:
        order = torch.tensor(order)
        start, total = time.perf_counter(), 0.0
        for rows in order[: len(order) // batch * batch].split(batch):
            lr, momentum = one_cycle(step, steps, job["lr_max"])
            for group in adam.param_groups:
                group["lr"], group["betas"] = lr, (momentum, 0.99)
            loss = torch.nn.functional.mse_loss(model(users[rows], items[rows]), ratings[rows])
            adam.zero_grad()
            loss.backward()
            adam.step()
            total += loss.item()
            step += 1
        with torch.no_grad():
            torch.nn.functional.mse_loss(model(valid_users, valid_items), valid_ratings).item()
        seconds.append(time.perf_counter() - start)
        losses.append(total / (len(order) // batch))
    print(json.dumps({"seconds": seconds, "train_losses": losses, "torch": torch.__version__}))


main()
