"""Coefficients of erf in org.nnft.math.Elementary, from 50 digits: python3 docs/tables/erf.py.

Polynomials interpolate at Chebyshev nodes and are rounded to doubles, lowest power first.
"""

from chebyshev import interpolate, value
from mpmath import erf, erfc, exp, mp, mpf

EDGE = mpf("0.75")
NEAR_DEGREE = 11
FAR_CENTRE = mpf(3)
FAR_DEGREE = 18

# erf(x)/x as a polynomial of x² on |x| ≤ 0.75.
near = interpolate(lambda u: erf(mp.sqrt(u)) / mp.sqrt(u) if u > 0 else 2 / mp.sqrt(pi), mpf(0), EDGE**2, NEAR_DEGREE)
# erfc(x) e^(x²) as a polynomial of t = (x − 3)/(x + 3) on 0.75 ≤ x ≤ 6.
at = lambda x: (x - FAR_CENTRE) / (x + FAR_CENTRE)
far = interpolate(
    lambda t: (lambda x: erfc(x) * exp(x * x))(FAR_CENTRE * (1 + t) / (1 - t)), at(EDGE), at(mpf(6)), FAR_DEGREE)

if __name__ == "__main__":
    for name, p in (("NEAR", near), ("FAR", far)):
        print(name)
        for c in p:
            print("   ", repr(float(c)) + ",")
    worst = max(abs(value(near, (EDGE * k / 997) ** 2) * (EDGE * k / 997) / erf(EDGE * k / 997) - 1) for k in range(1, 998))
    print("near relative", mp.nstr(worst, 3))
    xs = [EDGE + (6 - EDGE) * k / 997 for k in range(998)]
    print("far of erfc e^x2 relative", mp.nstr(max(abs(value(far, at(x)) / (erfc(x) * exp(x * x)) - 1) for x in xs), 3))
