"""nnft beside what users pick today, on identical work: python3 benchmarks/compare/compare.py [--rounds 5] [--threads 2]

python3 benchmarks/compare/compare.py --networks products takes sums of products of outputs in memory in place of networks: orders
2 to n beside the Gram form of order n alone, every program kept on one core, since JAX takes all that it sees.

Every figure is a fresh process; rounds are interleaved, so that a slow minute hits all programs alike. Programs that are
not installed are left out. Prints a table of medians, networks per second, and of nnft's ratio to each.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = [
    "script",
    "script-double",
    "script-numpy",
    "numpy-float64",
    "numpy-float32",
    "numba-float64",
    "torch-float64",
    "torch-float32",
    "jax-float64",
    "jax-float32",
]


def nnft(*work):
    return [str(HERE.parent / "java"), "org.nnft.benchmarks.Throughput", *work]


def on_one_core():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def figure(command, alone):
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=on_one_core if alone else None)
    if done.returncode == 3:
        return None
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return float(done.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", default="2")
    parser.add_argument("--seconds", default="20", help="per figure; of nnft, half is warm-up")
    parser.add_argument("--networks", default="erf,relu,gauss,cos,deep,deep-biased")
    parser.add_argument("--widths", default="5,100,1000")
    parser.add_argument("--shapes", default="6:4,6:6,16:4,16:6", help="points:n of products")
    parser.add_argument("--peers", default=",".join(PEERS))
    options = parser.parse_args()
    if options.networks == "products":
        for points, order in (shape.split(":") for shape in options.shapes.split(",")):
            work = ["products", order, points, "1", options.seconds]
            compare(f"{points} points, n = {order}, one core", work, {}, options, alone=True)
        return
    for network in options.networks.split(","):
        deep = network.startswith("deep")
        for width in ["128"] if deep else options.widths.split(","):
            work = [network, width, "16" if deep else "6", options.threads, options.seconds]
            layers = {}
            if deep:  # the same law, from fewer random numbers
                layers = {f"nnft {p}, by layers": nnft(*work, p, "layers") for p in ("double", "single")}
            compare(f"{network}, N = {width}, {work[2]} points, {options.threads} threads", work, layers, options)


def compare(title, work, more, options, alone=False):
    precisions = ("double",) if work[0] == "products" else ("double", "single")
    commands = {f"nnft {p}": nnft(*work, p) for p in precisions} | more
    for peer in options.peers.split(","):
        commands[peer] = [sys.executable, str(HERE / "peer.py"), peer, *work]
    table = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name in list(table):
            value = figure(commands[name], alone)
            if value is None:
                del table[name]
            else:
                table[name].append(value)
    show(title, table)


def show(title, table):
    median = {name: statistics.median(values) for name, values in table.items()}
    ours = [name for name in median if name.startswith("nnft")]
    print(f"\n| {title} | networks/s | " + " | ".join(f"{name} / it" for name in ours) + " |")
    print("|---|" + "---|" * (1 + len(ours)))
    for name, rate in median.items():
        print(f"| {name} | {rate:.3g} | " + " | ".join(f"{median[our] / rate:.3g}" for our in ours) + " |", flush=True)


if __name__ == "__main__":
    main()
