"""PyTorch on one thread, eager or traced: python3 pytorch.py WORKLOAD.json eager|foreach|jit"""
import json
import os
import sys
import time

started = time.perf_counter()
import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
manifest = json.load(open(sys.argv[1]))
mode = sys.argv[2]
numbers = np.fromfile(os.path.splitext(sys.argv[1])[0] + ".bin", dtype=np.float32)
arrays = iter(manifest["lengths"])
position = 0


def take(shape):
    global position
    count = next(arrays)
    values = torch.from_numpy(numbers[position : position + count].copy().reshape(shape))
    position += count
    return values


sizes, batch, batches = manifest["sizes"], manifest["batch"], manifest["batches"]
spiral = manifest["name"] == "W1"
layers = []
for inputs, outputs in zip(sizes, sizes[1:]):
    linear = torch.nn.Linear(inputs, outputs)
    linear.weight.data = take((inputs, outputs)).t().contiguous()
    linear.bias.data = take((outputs,))
    last = len(layers) == 2 * (len(sizes) - 2)
    layers += [linear] + ([torch.nn.Tanh()] if spiral else [] if last else [torch.nn.ReLU()])
net = torch.nn.Sequential(*layers)
x = take((batches, batch, sizes[0]))
y = take((batches, batch))
X = [x[i].clone() for i in range(batches)]
Y = [y[i].reshape(batch, 1).clone() if spiral else y[i].long() for i in range(batches)]
loss_of = (lambda o, t: 0.5 * F.mse_loss(o, t)) if spiral else F.cross_entropy
foreach = None if mode == "eager" else True
rate = manifest["learningRate"]
parameters = list(net.parameters())
optimizer = (
    torch.optim.SGD(parameters, lr=rate, foreach=foreach)
    if spiral
    else torch.optim.Adam(parameters, lr=rate, eps=1e-8, foreach=foreach)
)
run = torch.jit.trace(net, X[0]) if mode == "jit" else net
done, loss = 0, None


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
