"""org.nnft.math.QuantileTable, from 50 digits: python3 docs/tables/quantile.py.

p = 2^-(k+2) m with 1 ≤ m < 2, k = 0 … 15. Piece 2k + h, h = 0 for m < 3/2 and 1 else, is the polynomial of t = m − 5/4 − h/2
that interpolates −Φ⁻¹(p) at the Chebyshev nodes of |t| ≤ ¼; on piece 1, which ends at the zero p = ½, t = m − 2 times the
interpolant of −Φ⁻¹(p)/t. Prints one row for each power of t, one column for each piece.
"""

from chebyshev import interpolate, value
from mpmath import erfinv, mp, mpf, pi, sqrt

DEGREE = 14
PIECES = 32
QUARTER = mpf(1) / 4


def quantile(p):
    return sqrt(2) * erfinv(2 * p - 1)


def piece(j):
    """Middle in m, ends in t, coefficients."""
    k, h = divmod(j, 2)
    if j == 1:
        ratio = lambda t: -quantile((2 + t) / 4) / t if t != 0 else -sqrt(2 * pi) / 4
        return mpf(2), -2 * QUARTER, mpf(0), [mpf(0)] + interpolate(ratio, -2 * QUARTER, mpf(0), DEGREE - 1)
    middle = mpf(5) / 4 + mpf(h) / 2
    f = lambda t: -quantile((middle + t) / mpf(2) ** (k + 2))
    return middle, -QUARTER, QUARTER, interpolate(f, -QUARTER, QUARTER, DEGREE)


if __name__ == "__main__":
    pieces = [piece(j) for j in range(PIECES)]
    for n in range(DEGREE + 1):
        print("    {" + ", ".join(repr(float(c[n])) for *_, c in pieces) + "},")
    for j, (middle, low, high, c) in enumerate(pieces):
        nodes = [low + (high - low) * i / 200 for i in range(200)]
        worst = max(abs(value(c, t) / quantile((middle + t) / mpf(2) ** (j // 2 + 2)) + 1) for t in nodes)
        print("//", j, mp.nstr(worst, 3))
