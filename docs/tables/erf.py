"""org.nnft.math.ErfTable, from 50 digits: python3 docs/tables/erf.py.

Piece k = 0 … 15 is the polynomial of t = |x| − 49k/128 that interpolates erf at the Chebyshev nodes of
|t| ≤ 49/256; on the first one, t times the interpolant of erf(t)/t. Prints one row for each power of t, one column for
each piece.
"""

from chebyshev import interpolate, value
from mpmath import erf, mp, mpf, pi, sqrt

WIDTH = mpf(49) / 128
PIECES = 16
DEGREE = 13


def piece(k):
    if k == 0:
        ratio = lambda t: erf(t) / t if t != 0 else 2 / sqrt(pi)
        return [mpf(0)] + interpolate(ratio, -WIDTH / 2, WIDTH / 2, DEGREE - 1)
    return interpolate(lambda t: erf(k * WIDTH + t), -WIDTH / 2, WIDTH / 2, DEGREE)


if __name__ == "__main__":
    pieces = [piece(k) for k in range(PIECES)]
    for n in range(DEGREE + 1):
        print("    {" + ", ".join(repr(float(p[n])) for p in pieces) + "},")
    for k, p in enumerate(pieces):
        nodes = [WIDTH * (mpf(j) / 400 - mpf(1) / 2) for j in range(401)]
        worst = max(abs(value(p, t) / erf(k * WIDTH + t) - 1) for t in nodes if k * WIDTH + t != 0)
        print("//", k, mp.nstr(worst, 3))
