"""The workloads' networks in PyTorch, with the starting weights of all contenders."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def linear(weight, bias):
    layer = nn.Linear(*weight.shape)
    layer.weight.data = weight.t().contiguous().clone()
    layer.bias.data = bias.clone()
    return layer


def dense(weights, activation):
    layers = []
    for place in range(3):
        layers.append(linear(weights[f"w{place}"], weights[f"b{place}"]))
        if activation is nn.Tanh or place < 2:
            layers.append(activation())
    return nn.Sequential(*layers)


def filters(weight, bias):
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2])
    layer.weight.data = weight.clone()
    layer.bias.data = bias.clone()
    return layer


def convolution(weights):
    return nn.Sequential(
        *[filters(weights["k0"], weights["c0"]), nn.ReLU(), nn.MaxPool2d(2)],
        *[filters(weights["k1"], weights["c1"]), nn.ReLU(), nn.MaxPool2d(2)],
        *[nn.Flatten(), linear(weights["w0"], weights["b0"])],
    )


class Recurrent(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.lstm = nn.LSTM(32, 64, batch_first=True)
        self.lstm.weight_ih_l0.data = weights["wx"].t().contiguous().clone()
        self.lstm.weight_hh_l0.data = weights["wh"].t().contiguous().clone()
        self.lstm.bias_ih_l0.data = weights["b"].clone()
        self.lstm.bias_hh_l0.data.zero_()
        self.out = linear(weights["wo"], weights["bo"])

    def forward(self, x):
        states, _ = self.lstm(x)
        return self.out(states)


class Transformer(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.tokens = nn.Embedding(64, 64)
        self.tokens.weight.data = weights["te"].clone()
        self.places = nn.Parameter(weights["pe"].clone())
        self.norms = nn.ModuleList([nn.LayerNorm(64) for _ in range(3)])
        self.qkv = linear(weights["wqkv"], weights["bqkv"])
        self.mix = linear(weights["wo"], weights["bo"])
        self.up = linear(weights["wf"], weights["bf"])
        self.down = linear(weights["wp"], weights["bp"])
        self.out = linear(weights["wl"], weights["bl"])
        self.register_buffer("mask", torch.triu(torch.full((32, 32), float("-inf")), 1))

    def attend(self, x):
        batch = x.shape[0]
        q, k, v = [
            part.view(batch, 32, 4, 16).transpose(1, 2) for part in self.qkv(x).split(64, dim=2)
        ]
        shares = torch.softmax(q @ k.transpose(-2, -1) * 0.25 + self.mask, dim=-1)
        return self.mix((shares @ v).transpose(1, 2).reshape(batch, 32, 64))

    def forward(self, tokens):
        x = self.tokens(tokens) + self.places
        x = x + self.attend(self.norms[0](x))
        x = x + self.down(F.relu(self.up(self.norms[1](x))))
        return self.out(self.norms[2](x))


def network(name, weights):
    if name == "W1":
        return dense(weights, nn.Tanh)
    if name in ("W2", "W3"):
        return dense(weights, nn.ReLU)
    if name == "W4":
        return convolution(weights)
    return Recurrent(weights) if name == "W5" else Transformer(weights)
