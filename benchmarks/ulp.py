"""Largest error in ulp of every elementary function of nnft against arbitrary precision: python3 benchmarks/ulp.py [10^6]

Needs gmpy2 (`python3 -m pip install gmpy2`), which rounds correctly at any precision. Takes half a minute for a million arguments
of each function, of all sizes from 2^-30 up; the ends of the range are in the tests.
"""

import math
import struct
import subprocess
import sys
from pathlib import Path

import gmpy2

gmpy2.get_context().precision = 120
COUNT = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000

for name in sys.argv[2:] or ("exp", "log", "sin", "cos", "tanh", "erf"):
    f = getattr(gmpy2, name)
    command = [str(Path(__file__).parent / "java"), "org.nnft.benchmarks.LaneTable", name, str(COUNT)]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    worst, at = 0.0, 0.0
    for x, y in struct.iter_unpack(">dd", raw):
        exact = f(gmpy2.mpfr(x))
        error = abs(float((y - exact) / math.ulp(float(exact))))
        if error > worst:
            worst, at = error, x
    print(f"{name}: {worst:.3f} ulp at {at!r}, {COUNT} arguments", flush=True)
