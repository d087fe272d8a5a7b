"""org.nnft.math.QuantileTable, from 50 digits: python3 docs/tables/quantile.py.

p = 2^-(k+2) m with 1 ≤ m < 2, k = 0 … 7. Piece 2k + h, h = 0 for m < 3/2 and 1 else, is the polynomial of t = m − 5/4
or m − 7/4 that interpolates Φ⁻¹(p), or for k = 0 Φ⁻¹(p)/(m − 2), at the Chebyshev nodes of |t| ≤ ¼. Prints one row for
each power of t, one column for each piece.
"""

from chebyshev import interpolate, value
from mpmath import erfinv, mp, mpf, pi, sqrt

DEGREE = 14
PIECES = 16


def quantile(p):
    return sqrt(2) * erfinv(2 * p - 1)


def piece(j):
    k, h = divmod(j, 2)
    m = lambda t: mpf(5) / 4 + mpf(h) / 2 + t
    if k == 0:
        return lambda t: quantile(m(t) / 4) / (m(t) - 2) if m(t) < 2 else sqrt(2 * pi) / 4
    return lambda t: quantile(m(t) / mpf(2) ** (k + 2))


if __name__ == "__main__":
    rows = [interpolate(piece(j), -mpf(1) / 4, mpf(1) / 4, DEGREE) for j in range(PIECES)]
    for n in range(DEGREE + 1):
        print("    {" + ", ".join(repr(float(rows[j][n])) for j in range(PIECES)) + "},")
    for j in range(PIECES):
        f = piece(j)
        worst = max(abs(value(rows[j], t) / f(t) - 1) for t in (mpf(i) / 400 - mpf(1) / 4 for i in range(200)))
        print("//", j, mp.nstr(worst, 3))
