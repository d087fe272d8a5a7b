"""Largest error in ulp of every elementary function of nnft against arbitrary precision: python3 benchmarks/ulp.py [10^6]

Needs gmpy2 (`python3 -m pip install gmpy2`), which rounds correctly at any precision. Takes a minute or two for a million
arguments of each function, of all sizes from 2^-30 up; the ends of the range are in the tests. Normal numbers are held against
the quantile of the tail's probability that their word stands for, rounded to the 53 or cut to the 24 digits that count.
"""

import math
import struct
import subprocess
import sys
from pathlib import Path

import gmpy2
from gmpy2 import mpfr

gmpy2.get_context().precision = 120
COUNT = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
NAMES = "exp log log1p sin cos tanh erf normal exp-single erf-single normal-single".split()
ROOT_HALF = gmpy2.sqrt(mpfr("0.5"))
ROOT_TWO_PI = gmpy2.sqrt(2 * gmpy2.const_pi())


def tail(word):
    """The probability 2^-64 (v + 1/2), v all bits but the top one, rounded to 53 digits but below 1/2."""
    return mpfr(float(min(word & 2**63 - 1, 2**63 - 1024)) + 0.5) / 2**64


def single_tail(word):
    """2^-32 (v + 1/2) to its leading 24 digits, to 2^-17; all of them below."""
    odd = (word << 1 | 1) & (1 << 32) - 1
    octave = 32 - odd.bit_length()
    return mpfr(odd << octave >> 8 << 8 >> octave) / 2**33 if octave < 16 else mpfr(odd) / 2**33


def normal_error(word, y, single):
    p = single_tail(word) if single else tail(word)
    size = -mpfr(y if word >> (31 if single else 63) & 1 else -y)
    # One step of Newton's from y, which is right to some ulp.
    return (gmpy2.erfc(size * ROOT_HALF) / 2 - p) * ROOT_TWO_PI * gmpy2.exp(size * size / 2)


def ulp(y, single):
    """Of the number nearest to y."""
    if not single:
        return math.ulp(y)
    return 2.0 ** max(math.frexp(y)[1] - 24, -149)


for name in sys.argv[2:] or NAMES:
    function, _, single = name.partition("-")
    command = [str(Path(__file__).parent / "java"), "org.nnft.benchmarks.LaneTable", name, str(COUNT)]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    worst, at, arguments = 0.0, 0.0, 0
    for x, y in struct.iter_unpack(">Qd" if function == "normal" else ">dd", raw):
        if function == "normal":
            word = x & 0xFFFFFFFF if single else x
            difference = normal_error(word, y, single)
            exact = y
        else:
            exact = getattr(gmpy2, function)(mpfr(x))
            difference = y - exact
        error = abs(float(difference / ulp(float(exact), single)))
        arguments += 1
        if error > worst:
            worst, at = error, x
    print(f"{name}: {worst:.3f} ulp at {at!r}, {arguments} arguments", flush=True)
