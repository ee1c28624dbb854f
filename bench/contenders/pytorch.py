"""PyTorch on one thread, eager or traced: python3 pytorch.py WORKLOAD.json eager|foreach|jit"""
import json
import os
import sys
import time

started = time.perf_counter()
import numpy as np
import torch
import torch.nn.functional as F

from pytorch_networks import network

torch.set_num_threads(1)
manifest = json.load(open(sys.argv[1]))
mode = sys.argv[2]
numbers = np.fromfile(os.path.splitext(sys.argv[1])[0] + ".bin", dtype=np.float32)
arrays, position = {}, 0
for name, shape in manifest["arrays"]:
    count = int(np.prod(shape))
    arrays[name] = torch.from_numpy(numbers[position : position + count].copy().reshape(shape))
    position += count
x, y = arrays.pop("inputs"), arrays.pop("targets")
batches, rate = len(x), manifest["learningRate"]
descends = manifest["training"] == "half squared error, SGD"
net = network(manifest["name"], arrays)
X = [x[i].long() if manifest["name"] == "W6" else x[i].clone() for i in range(batches)]
Y = [y[i].clone() if descends else y[i].long().reshape(-1) for i in range(batches)]
foreach = None if mode == "eager" else True
parameters = list(net.parameters())
optimizer = (
    torch.optim.SGD(parameters, lr=rate, foreach=foreach)
    if descends
    else torch.optim.Adam(parameters, lr=rate, eps=1e-8, foreach=foreach)
)
run = torch.jit.trace(net, X[0]) if mode == "jit" else net
done, loss = 0, None


def loss_of(output, target):
    if descends:
        return 0.5 * F.mse_loss(output, target)
    return F.cross_entropy(output.reshape(len(target), -1), target)


def train(steps):
    global done, loss
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(run(X[done % batches]), Y[done % batches])
        loss.backward()
        optimizer.step()
        done += 1


train(1)
first_step_ms = (time.perf_counter() - started) * 1e3
train(19)
print(json.dumps({"lossAfter20": loss.item(), "firstStepMs": first_step_ms}), flush=True)
for line in sys.stdin:
    seconds = float(line) / 1e3
    wall, cpu, steps = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - wall < seconds:
        train(10)
        steps += 10
    print(
        json.dumps(
            {"steps": steps, "cpuSeconds": time.process_time() - cpu, "wallSeconds": time.perf_counter() - wall}
        ),
        flush=True,
    )
