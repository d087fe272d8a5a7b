"""org.nnft.math.SingleTables, from 50 digits: python3 docs/tables/single.py.

erf and the normal quantile as in erf.py and quantile.py, for 24 digits: erf on 32 pieces of width 65/512
to 4; the quantile on 16 octaves, each cut into 2 halves.
"""

from chebyshev import interpolate
from mpmath import erf, mp, mpf, pi, sqrt
from quantile import quantile
import struct

ERF_WIDTH = mpf(65) / 512
ERF_DEGREE = 5
QUANTILE_DEGREE = 6


def erf_piece(k):
    if k == 0:
        ratio = lambda t: erf(t) / t if t != 0 else 2 / sqrt(pi)
        return [mpf(0)] + interpolate(ratio, -ERF_WIDTH / 2, ERF_WIDTH / 2, ERF_DEGREE - 1)
    return interpolate(lambda t: erf(k * ERF_WIDTH + t), -ERF_WIDTH / 2, ERF_WIDTH / 2, ERF_DEGREE)


def quantile_piece(j):
    k, h = divmod(j, 2)
    m = lambda t: mpf(5) / 4 + mpf(h) / 2 + t
    if k == 0:
        f = lambda t: quantile(m(t) / 4) / (m(t) - 2) if m(t) < 2 else sqrt(2 * pi) / 4
    else:
        f = lambda t: quantile(m(t) / mpf(2) ** (k + 2))
    return interpolate(f, -mpf(1) / 4, mpf(1) / 4, QUANTILE_DEGREE)


def rows(pieces, indent="    "):
    for n in range(len(pieces[0])):
        numbers = [repr(struct.unpack("f", struct.pack("f", float(p[n])))[0]) for p in pieces]
        print(indent + "{" + ", ".join(x + "f" for x in numbers) + "},")


if __name__ == "__main__":
    rows([erf_piece(k) for k in range(32)])
    print()
    rows([quantile_piece(j) for j in range(32)])
