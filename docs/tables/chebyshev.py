"""Interpolation with 50 digits for the tables beside this file."""

from mpmath import cos, mp, mpf, pi

mp.dps = 50


def interpolate(f, a, b, degree):
    """Monomial coefficients of the interpolant of f at the Chebyshev nodes of [a, b]."""
    t = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * k + 1) / (2 * degree + 2)) for k in range(degree + 1)]
    c = [f(x) for x in t]
    for j in range(1, degree + 1):
        for i in range(degree, j - 1, -1):
            c[i] = (c[i] - c[i - 1]) / (t[i] - t[i - j])
    p = []
    for i in range(degree, -1, -1):
        p = [u - t[i] * v for u, v in zip([mpf(0)] + p, p + [mpf(0)])]
        p[0] += c[i]
    return p


def value(p, x):
    s = mpf(0)
    for c in reversed(p):
        s = s * x + mpf(float(c))
    return s
