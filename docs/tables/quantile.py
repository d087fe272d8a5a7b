"""org.nnft.math.QuantileTable, from 50 digits: python3 docs/tables/quantile.py.

On each octave 2^-(k+2) ≤ p < 2^-(k+1), k = 0 … 7, Φ⁻¹(p) is a polynomial of t = 2^(k+2) p − 3/2, |t| ≤ ½;
on the first one Φ⁻¹(p)/(p − ½) is. Prints one row for each power of t, one column for each octave.
"""

from chebyshev import interpolate, value
from mpmath import erfinv, mp, mpf, pi, sqrt

DEGREE = 18
OCTAVES = 8


def quantile(p):
    return sqrt(2) * erfinv(2 * p - 1)


def piece(k):
    scale = mpf(2) ** (k + 2)
    p = lambda t: (t + mpf(3) / 2) / scale
    if k == 0:
        return lambda t: quantile(p(t)) / (p(t) - mpf(1) / 2) if p(t) < 0.5 else sqrt(2 * pi)
    return lambda t: quantile(p(t))


if __name__ == "__main__":
    rows = [interpolate(piece(k), -mpf(1) / 2, mpf(1) / 2, DEGREE) for k in range(OCTAVES)]
    for n in range(DEGREE + 1):
        print("    {" + ", ".join(repr(float(rows[k][n])) for k in range(OCTAVES)) + "},")
    for k in range(OCTAVES):
        f = piece(k)
        worst = max(abs(value(rows[k], t) / f(t) - 1) for t in (mpf(j) / 200 - mpf(1) / 2 for j in range(200)))
        print("//", k, mp.nstr(worst, 3))
