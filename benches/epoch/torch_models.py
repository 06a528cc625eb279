"""The models of the benchmark in PyTorch, with the initial weights of ours."""
import torch
from torch import nn


def table(values, width):
    return nn.Embedding.from_pretrained(torch.tensor(values).view(-1, width), freeze=False)


def dense(values, inputs):
    """A dense layer. PyTorch keeps the transpose of our weights."""
    weight = torch.tensor(values["weight"]).view(inputs, -1)
    layer = nn.Linear(*weight.shape)
    layer.weight.data = weight.t().contiguous()
    layer.bias.data = torch.tensor(values["bias"])
    return layer


class DotProductBias(nn.Module):
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


class Network(nn.Module):
    """Dense layers that read both embeddings side by side; the sum of the last is the output."""

    def __init__(self, start):
        super().__init__()
        users, items = start["widths"]
        self.user_factors = table(start["user_factors"], users)
        self.item_factors = table(start["item_factors"], items)
        layers, inputs = [], users + items
        for values in start["layers"]:
            layers += [dense(values, inputs), nn.ReLU()]
            inputs = len(values["bias"])
        self.layers = nn.Sequential(*layers[:-1])

    def forward(self, users, items):
        x = torch.cat([self.user_factors(users), self.item_factors(items)], 1)
        return self.layers(x)[:, 0]


class CollabNn(Network):
    def __init__(self, start, y_range):
        super().__init__(start)
        self.low, self.high = y_range

    def forward(self, users, items):
        return torch.sigmoid(super().forward(users, items)) * (self.high - self.low) + self.low


class Gmf(nn.Module):
    def __init__(self, start):
        super().__init__()
        factors = len(start["output"]["weight"])
        self.user_factors = table(start["user_factors"], factors)
        self.item_factors = table(start["item_factors"], factors)
        self.output = dense(start["output"], factors)

    def forward(self, users, items):
        return self.output(self.user_factors(users) * self.item_factors(items))[:, 0]


def build(job):
    start = job["start"]
    match job["model"]:
        case "dot_product_bias":
            return DotProductBias(start, job["y_range"])
        case "collab_nn":
            return CollabNn(start, job["y_range"])
        case "gmf":
            return Gmf(start)
        case "neural_cf":
            return Network(start)
