"""Time to a relative error of the connected four-point function by brute force in JAX, NumPy and PyTorch, whichever is installed.

    python3 brute_force.py [SECONDS]

Erf-nets of 2008.08601 (d = 1, six inputs), all parameters drawn, in single precision where the program is faster in it. Of
every network all 126 products of four outputs are summed in Gram form; G_c at the corner (1, 1, 1, 1) is the plug-in
cumulant of all networks, its error the jackknife over 64 blocks. The time to an error ε is the time that was measured
times (error/ε)². Prints rows of a Markdown table.
"""

import sys
import time

import numpy as np

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
X = np.array([-1, -0.6, -0.2, 0.2, 0.6, 1])
PAIRS = np.array([(p, q) for p in range(6) for q in range(p, 6)])
CORNER = len(PAIRS) - 1
# 3 (E h^4 - (E h^2)^2) of a unit at x = 1, z ~ N(0, 2): mpmath, 30 digits.
EXACT = 3 * 0.133265471541
BLOCKS = 64


def jax_peer(width):
    import jax
    import jax.numpy as jnp
    from jax.scipy.special import erf

    batch = max(256, 400_000 // width)

    @jax.jit
    def block(key):
        a, b, c, d = jax.random.split(key, 4)
        w = jax.random.normal(a, (batch, width, 1))
        bias = jax.random.normal(b, (batch, width, 1))
        v = jax.random.normal(c, (batch, width)) / width**0.5
        f = jnp.einsum("bn,bnp->bp", v, erf(w * X.astype("float32") + bias)) + jax.random.normal(d, (batch, 1))
        pairs = f[:, PAIRS[:, 0]] * f[:, PAIRS[:, 1]]
        return pairs.sum(0), pairs.T @ pairs

    keys = iter(jax.random.split(jax.random.key(1), 1_000_000))
    return batch, lambda: [np.asarray(s, dtype=float) for s in block(next(keys))]


def numpy_peer(width):
    from scipy.special import erf

    batch = max(64, 30_000 // width)
    rng = np.random.default_rng(1)

    def block():
        w, bias = rng.standard_normal((2, batch, width, 1))
        v = rng.standard_normal((batch, width)) / width**0.5
        f = np.einsum("bn,bnp->bp", v, erf(w * X + bias)) + rng.standard_normal((batch, 1))
        pairs = f[:, PAIRS[:, 0]] * f[:, PAIRS[:, 1]]
        return pairs.sum(0), pairs.T @ pairs

    return batch, block


def torch_peer(width):
    import torch

    batch = max(64, 100_000 // width)
    x = torch.tensor(X, dtype=torch.float32)
    torch.manual_seed(1)

    def block():
        w, bias = torch.randn(2, batch, width, 1)
        v = torch.randn(batch, width) / width**0.5
        f = torch.einsum("bn,bnp->bp", v, torch.erf(w * x + bias)) + torch.randn(batch, 1)
        pairs = f[:, PAIRS[:, 0]] * f[:, PAIRS[:, 1]]
        return pairs.sum(0).double().numpy(), (pairs.T @ pairs).double().numpy()

    return batch, block


def cumulant(two, four):
    return four - 3 * two**2


def trial(peer, width):
    """Seconds, and the error of N G_c in them relative to the exact value."""
    batch, block = peer(width)
    block()
    sums = np.zeros((BLOCKS, 2))
    counts = np.zeros(BLOCKS)
    start = time.perf_counter()
    done = 0
    while time.perf_counter() - start < SECONDS or done < 2 * BLOCKS:
        two, four = block()
        sums[done % BLOCKS] += two[CORNER], four[CORNER, CORNER]
        counts[done % BLOCKS] += batch
        done += 1
    seconds = time.perf_counter() - start
    rest = (sums.sum(0) - sums) / (counts.sum() - counts)[:, None]
    replicates = cumulant(rest[:, 0], rest[:, 1])
    error = ((BLOCKS - 1) / BLOCKS * ((replicates - replicates.mean()) ** 2).sum()) ** 0.5
    return seconds, error * width / EXACT, counts.sum() / seconds


def printed(t):
    for unit, size, limit in (("ms", 1e-3, 1), ("s", 1, 120), ("min", 60, 7200), ("h", 3600, 172_800), ("d", 86_400, 6e7)):
        if t < limit:
            return f"{t / size:,.2g} {unit}" if t / size < 10 else f"{t / size:,.0f} {unit}"
    years = t / 86_400 / 365.25
    return f"{years:,.0f} yr" if years < 1e5 else f"{years:.0e} yr"


for width in (5, 100, 1000):
    for name, peer in (("JAX", jax_peer), ("NumPy", numpy_peer), ("PyTorch", torch_peer)):
        try:
            seconds, error, rate = trial(peer, width)
        except ImportError:
            continue
        times = " | ".join(printed(seconds * (error / e) ** 2) for e in (1e-2, 1e-3, 1e-6))
        print(f"| erf | {width} | outputs, {name} ({rate:.1e} networks/s) | {times} |", flush=True)
