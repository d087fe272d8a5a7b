"""Networks per second of one program on the work of org.nnft.benchmarks.Throughput.

    python3 peer.py PROGRAM NETWORK WIDTH POINTS THREADS SECONDS

draws all parameters of one-hidden-layer networks (2008.08601, d = 1) and evaluates them at points from -1 to 1. NETWORK is
erf, relu, gauss or cos (2112.04527), or deep: three hidden ReLU layers of 128, no biases, or deep-biased: with biases; or products, and WIDTH is the order n of
the correlators whose sums over outputs in memory are taken, in Gram form: the matrix of the distinct products of n/2 outputs,
transposed, times itself. Prints one number; exit code 3 if the program is not installed or does no such work. Each program
takes the batch that suits it best.
"""

import itertools
import math
import os
import sys
import time

PROGRAM, NETWORK, WIDTH, POINTS, THREADS, SECONDS = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]), float(sys.argv[6])
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = str(THREADS)
os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={'true' if THREADS > 1 else 'false'} intra_op_parallelism_threads={THREADS}"
X = [-1 + 2 * i / (POINTS - 1) for i in range(POINTS)]
SIZES = [128, 128, 128]
OUTPUT_BIAS = NETWORK in ("erf", "gauss")
DEEP, BIAS = NETWORK.startswith("deep"), 0.1 if NETWORK == "deep-biased" else 0


def rate(run, batches, seconds=SECONDS):
    """Best batch by a short trial, then networks per second; the first call of each compiles."""

    def measure(batch, time_left):
        start, done = time.perf_counter(), 0
        while time.perf_counter() - start < time_left:
            run(batch)
            done += batch
        return done / (time.perf_counter() - start)

    for batch in batches:
        run(batch)
    best = max(batches, key=lambda batch: measure(batch, seconds / 10))
    return measure(best, seconds)


def batches():
    if NETWORK == "products":
        return [1024, 8192, 32768]
    if DEEP:
        return [16, 64, 256]
    return sorted({max(1, n // (WIDTH * POINTS)) for n in (30_000, 300_000, 3_000_000)})


def numpy_peer(kind):
    if NETWORK == "products":
        sys.exit(3)
    import numpy as np

    dtype = np.dtype(kind)
    rng = np.random.default_rng(1)
    x = np.array(X, dtype)
    variance = (1 + x * x).astype(dtype)
    if NETWORK == "erf":
        from scipy.special import erf

    normal = lambda *shape: rng.standard_normal(shape, dtype)

    def run(batch):
        if DEEP:
            bias = lambda n: normal(batch, n, 1) * dtype.type(BIAS) if BIAS else 0
            h = np.maximum(normal(batch, SIZES[0], 1) * dtype.type(math.sqrt(2)) * x + bias(SIZES[0]), 0)
            for fan_in, n in zip(SIZES, SIZES[1:]):
                h = np.maximum(normal(batch, n, fan_in) * dtype.type(math.sqrt(2 / fan_in)) @ h + bias(n), 0)
            return (normal(batch, 1, SIZES[-1]) * dtype.type(1 / math.sqrt(SIZES[-1]))) @ h
        z = normal(batch, WIDTH, 1) * x
        if NETWORK == "cos":
            z += (rng.random((batch, WIDTH, 1), dtype) * 2 - 1) * dtype.type(math.pi)
        elif NETWORK != "relu":
            z += normal(batch, WIDTH, 1)
        h = (
            erf(z)
            if NETWORK == "erf"
            else np.maximum(z, 0)
            if NETWORK == "relu"
            else np.cos(z)
            if NETWORK == "cos"
            else np.exp(z - variance)
        )
        v = normal(batch, 1, WIDTH) * dtype.type(1 / math.sqrt(WIDTH))
        f = (v @ h)[:, 0, :]
        return f + normal(batch, 1) if OUTPUT_BIAS else f

    return rate(run, batches())


def torch_peer(kind):
    if NETWORK == "products":
        sys.exit(3)
    import torch

    torch.set_num_threads(THREADS)
    dtype = getattr(torch, kind)
    x = torch.tensor(X, dtype=dtype)
    variance = 1 + x * x
    normal = lambda *shape: torch.randn(*shape, dtype=dtype)

    @torch.no_grad()
    def run(batch):
        if DEEP:
            product = lambda n, w, h: torch.baddbmm(normal(batch, n, 1).mul_(BIAS), w, h) if BIAS else torch.bmm(w, h)
            h = torch.relu(product(SIZES[0], normal(batch, SIZES[0], 1).mul_(math.sqrt(2)), x.expand(batch, 1, POINTS)))
            for fan_in, n in zip(SIZES, SIZES[1:]):
                h = product(n, normal(batch, n, fan_in).mul_(math.sqrt(2 / fan_in)), h).relu_()
            return torch.bmm(normal(batch, 1, SIZES[-1]).mul_(1 / math.sqrt(SIZES[-1])), h)
        z = normal(batch, WIDTH, 1) * x
        if NETWORK == "cos":
            z += torch.empty(batch, WIDTH, 1, dtype=dtype).uniform_(-math.pi, math.pi)
        elif NETWORK != "relu":
            z += normal(batch, WIDTH, 1)
        h = (
            z.erf_()
            if NETWORK == "erf"
            else z.relu_()
            if NETWORK == "relu"
            else z.cos_()
            if NETWORK == "cos"
            else (z - variance).exp_()
        )
        f = torch.bmm(normal(batch, 1, WIDTH).mul_(1 / math.sqrt(WIDTH)), h)[:, 0, :]
        return f + normal(batch, 1) if OUTPUT_BIAS else f

    return rate(run, batches())


def jax_peer(kind):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", kind == "float64")
    x = jnp.array(X, kind)

    def one(key, batch):
        k = jax.random.split(key, 8)
        normal = lambda i, *shape: jax.random.normal(k[i], shape, kind)
        if DEEP:
            bias = lambda i, n: normal(i, batch, n, 1) * BIAS if BIAS else 0
            h = jax.nn.relu(normal(0, batch, SIZES[0], 1) * math.sqrt(2) * x + bias(5, SIZES[0]))
            for i, (fan_in, n) in enumerate(zip(SIZES, SIZES[1:])):
                h = jax.nn.relu((normal(1 + i, batch, n, fan_in) * math.sqrt(2 / fan_in)) @ h + bias(6 + i, n))
            return normal(4, batch, 1, SIZES[-1]) / math.sqrt(SIZES[-1]) @ h
        z = normal(0, batch, WIDTH, 1) * x
        if NETWORK == "cos":
            z = z + jax.random.uniform(k[1], (batch, WIDTH, 1), kind, -math.pi, math.pi)
        elif NETWORK != "relu":
            z = z + normal(1, batch, WIDTH, 1)
        h = (
            jax.scipy.special.erf(z)
            if NETWORK == "erf"
            else jax.nn.relu(z)
            if NETWORK == "relu"
            else jnp.cos(z)
            if NETWORK == "cos"
            else jnp.exp(z - 1 - x * x)
        )
        f = (normal(2, batch, 1, WIDTH) / math.sqrt(WIDTH) @ h)[:, 0, :]
        return f + normal(3, batch, 1) if OUTPUT_BIAS else f

    if NETWORK == "products":
        return products_of(jax, jnp, kind)
    compiled = jax.jit(one, static_argnums=1)
    state = [jax.random.PRNGKey(1)]

    def run(batch):
        state[0], key = jax.random.split(state[0])
        return compiled(key, batch).block_until_ready()

    return rate(run, batches())


def products_of(jax, jnp, kind):
    tuples = list(itertools.combinations_with_replacement(range(POINTS), WIDTH // 2))
    columns = [jnp.array(column) for column in zip(*tuples)]

    @jax.jit
    def gram(f):
        a = f[:, columns[0]]
        for column in columns[1:]:
            a = a * f[:, column]
        return a.T @ a

    outputs = {batch: jax.random.uniform(jax.random.PRNGKey(1), (batch, POINTS), kind, -1, 1) for batch in batches()}
    return rate(lambda batch: gram(outputs[batch]).block_until_ready(), batches())


def numba_peer(kind):
    import numba
    import numpy as np

    x = np.array(X)
    which = {"erf": 0, "relu": 1, "gauss": 2}.get(NETWORK)
    if which is None:
        sys.exit(3)

    @numba.njit(parallel=True, fastmath=True)
    def run(batch):
        f = np.empty((batch, POINTS))
        for m in numba.prange(batch):
            bias = 0.0 if which == 1 else np.random.standard_normal()
            for p in range(POINTS):
                f[m, p] = bias
            for _ in range(WIDTH):
                w = np.random.standard_normal()
                b = 0.0 if which == 1 else np.random.standard_normal()
                v = np.random.standard_normal() / math.sqrt(WIDTH)
                for p in range(POINTS):
                    z = w * x[p] + b
                    if which == 0:
                        z = math.erf(z)
                    elif which == 1:
                        z = max(z, 0.0)
                    else:
                        z = math.exp(z - 1 - x[p] * x[p])
                    f[m, p] += v * z
        return f

    return rate(run, batches())


def script_peer(kind):
    """The field's style: a model of PyTorch layers for each network, built, drawn anew, evaluated, and its outputs appended to the tensor
    of those before, 1,000 networks at a time; gradients are recorded where nobody switched them off."""
    if NETWORK not in ("erf", "relu", "gauss"):
        sys.exit(3)
    import torch
    from scipy.special import erf
    from torch import nn

    torch.set_num_threads(THREADS)
    dtype = getattr(torch, kind)
    x = torch.tensor(X, dtype=dtype)[:, None]

    class Erf(nn.Module):
        def forward(self, z):
            return torch.tensor(erf(z.detach().numpy()))

    class Gauss(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(1, WIDTH, dtype=dtype)
            self.out = nn.Linear(WIDTH, 1, dtype=dtype)

        def forward(self, x):
            return self.out(torch.exp(self.hidden(x) - (1 + torch.norm(x, dim=1) ** 2)[:, None]))

    def draw(layer):
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=1 / math.sqrt(layer.in_features))
            if layer.bias is not None:
                nn.init.normal_(layer.bias)

    def model():
        if NETWORK == "gauss":
            net = Gauss()
        else:
            bias = NETWORK == "erf"
            activation = Erf() if NETWORK == "erf" else nn.ReLU()
            layers = nn.Linear(1, WIDTH, bias=bias, dtype=dtype), activation, nn.Linear(WIDTH, 1, bias=bias, dtype=dtype)
            net = nn.Sequential(*layers)
        return net.apply(draw)

    def run(batch):
        outputs = None
        for _ in range(batch):
            f = model()(x)[None]
            outputs = f if outputs is None else torch.cat((outputs, f))

    return rate(run, [1000])


def bare_script_peer(kind):
    """One network at a time in NumPy alone: the least that such a loop can cost."""
    if NETWORK not in ("erf", "relu", "gauss"):
        sys.exit(3)
    import numpy as np
    from scipy.special import erf

    rng = np.random.default_rng(1)
    x = np.array(X)
    outputs = []

    def run(batch):
        for _ in range(batch):
            z = np.outer(rng.standard_normal(WIDTH), x)
            if NETWORK != "relu":
                z += rng.standard_normal((WIDTH, 1))
            h = erf(z) if NETWORK == "erf" else np.maximum(z, 0) if NETWORK == "relu" else np.exp(z - 1 - x * x)
            f = rng.standard_normal(WIDTH) / math.sqrt(WIDTH) @ h
            outputs.append(f + rng.standard_normal() if OUTPUT_BIAS else f)

    return rate(run, [1000])


PEERS = {
    "script": (script_peer, "float32"),
    "script-double": (script_peer, "float64"),
    "script-numpy": (bare_script_peer, "float64"),
    "numpy-float64": (numpy_peer, "float64"),
    "numpy-float32": (numpy_peer, "float32"),
    "numba-float64": (numba_peer, "float64"),
    "torch-float64": (torch_peer, "float64"),
    "torch-float32": (torch_peer, "float32"),
    "jax-float64": (jax_peer, "float64"),
    "jax-float32": (jax_peer, "float32"),
}

if __name__ == "__main__":
    try:
        peer, kind = PEERS[PROGRAM]
        print(f"{peer(kind):.6g}")
    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(3)
