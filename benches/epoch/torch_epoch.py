"""A plain PyTorch loop of the same training, timed one epoch at a time.

    python torch_epoch.py JOB.json ratings|given|drawn

JOB.json holds the initial weights, the settings, and what the examples are made of (torch_examples.py).
Prints one JSON line: seconds and training loss of each epoch.
"""
import json
import math
import sys
import time

import torch
import torch_examples
import torch_models


def cosine(start, end, t):
    return start + (1 - math.cos(math.pi * t)) / 2 * (end - start)


def one_cycle(step, steps, lr_max):
    done = step / steps
    if done <= 0.25:
        return cosine(lr_max / 25, lr_max, done / 0.25), cosine(0.95, 0.85, done / 0.25)
    t = (done - 0.25) / 0.75
    return cosine(lr_max, lr_max / 1e5, t), cosine(0.85, 0.95, t)


def main():
    torch.set_flush_denormal(True)
    job = json.load(open(sys.argv[1]))
    examples = getattr(torch_examples, sys.argv[2])(job)
    valid_users, valid_items, valid_targets = torch_examples.columns(job["valid"])
    loss_of = getattr(torch.nn.functional, job["loss"])
    model = torch_models.build(job)
    adam = torch.optim.AdamW(
        model.parameters(), betas=(0.95, 0.99), eps=1e-5, weight_decay=job["weight_decay"]
    )
    batch, epochs, per_epoch = job["batch_size"], job["n_epochs"], job["steps_per_epoch"]
    step, seconds, losses = 0, [], []
    for epoch in range(epochs):
        start, total = time.perf_counter(), 0.0
        users, items, targets = (column.split(batch) for column in examples(epoch))
        for users, items, targets in list(zip(users, items, targets))[:per_epoch]:
            lr, momentum = one_cycle(step, epochs * per_epoch, job["lr_max"])
            for group in adam.param_groups:
                group["lr"], group["betas"] = lr, (momentum, 0.99)
            loss = loss_of(model(users, items), targets)
            adam.zero_grad()
            loss.backward()
            adam.step()
            total += loss.item()
            step += 1
        with torch.no_grad():
            loss_of(model(valid_users, valid_items), valid_targets).item()
        seconds.append(time.perf_counter() - start)
        losses.append(total / per_epoch)
    print(json.dumps({"seconds": seconds, "train_losses": losses, "torch": torch.__version__}))


main()
