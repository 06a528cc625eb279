"""PyTorch with sparse gradients: a biased dot product on the ratings of a folder.

    python peers.py FOLDER N_USERS N_ITEMS FACTORS THREADS BATCH LOW HIGH

FOLDER holds the columns of train and valid as numbers of four bytes. Prints one JSON line: losses and seconds
pass by pass, peak memory, settings. Validation and the reading of the columns are not timed.
"""
import json
import pathlib
import resource
import sys
import time

import torch

PASSES = 5
RATE = 2e-3
# SparseAdam has no weight decay, so the loss holds back the rows that a batch looks up.
PENALTY = 0.02


def column(file, dtype):
    return torch.frombuffer(bytearray(file.read_bytes()), dtype=dtype)


class BiasedDotProduct(torch.nn.Module):
    def __init__(self, n_users, n_items, factors, low, high):
        super().__init__()
        self.low, self.high = low, high
        table = lambda rows, width: torch.nn.Embedding(rows, width, sparse=True)
        self.users, self.items = table(n_users, factors), table(n_items, factors)
        self.user_biases, self.item_biases = table(n_users, 1), table(n_items, 1)
        for parameter in self.parameters():
            torch.nn.init.normal_(parameter, std=0.01)

    def forward(self, users, items):
        user, item = self.users(users), self.items(items)
        biases = self.user_biases(users) + self.item_biases(items)
        score = (user * item).sum(1) + biases.squeeze(1)
        squares = (user.square().sum(1) + item.square().sum(1)).mean()
        return self.low + (self.high - self.low) * torch.sigmoid(score), squares


def peak_memory_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6  # Linux counts in kilobytes


def main():
    folder = pathlib.Path(sys.argv[1])
    n_users, n_items, factors, threads, batch = map(int, sys.argv[2:7])
    low, high = map(float, sys.argv[7:9])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    torch.set_flush_denormal(True)
    kinds = [("users", torch.int32), ("items", torch.int32), ("values", torch.float32)]
    train, valid = (
        [column(folder / f"{name}.{part}", dtype) for part, dtype in kinds] for name in ["train", "valid"]
    )
    n = len(train[0])

    start = time.perf_counter()
    model = BiasedDotProduct(n_users, n_items, factors, low, high)
    adam = torch.optim.SparseAdam(model.parameters(), lr=RATE)
    points, seconds, peak = [], time.perf_counter() - start, 0.0
    for passes in range(1, PASSES + 1):
        start = time.perf_counter()
        for rows in torch.randperm(n).split(batch):
            users, items, values = (part[rows] for part in train)
            predictions, squares = model(users, items)
            loss = (predictions - values).square().mean() + PENALTY * squares
            adam.zero_grad()
            loss.backward()
            adam.step()
        seconds += time.perf_counter() - start
        peak = peak_memory_mb()
        with torch.no_grad():
            chunks = zip(*(part.split(65_536) for part in valid))
            squares = [(model(u, i)[0] - r).square().double().sum().item() for u, i, r in chunks]
        points.append({"passes": passes, "seconds": seconds, "loss": sum(squares) / len(valid[0])})

    settings = (
        f"PyTorch {torch.__version__}, SparseAdam at {RATE}, {PENALTY} times the squares of the rows looked up, "
        f"batches of {batch}, its own memory included; {threads} threads"
    )
    full = points.pop()
    print(
        json.dumps(
            {"full": full, "shorter": points, "ratings": n, "peak_memory_mb": peak, "settings": settings}
        )
    )


main()
