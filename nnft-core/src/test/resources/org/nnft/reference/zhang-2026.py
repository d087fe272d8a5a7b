# Four-point functions of the alpha-family of 2604.27050 at all 50 configurations of its data, d = 2, Lambda = 100, m = 1,
# Gaussian regulator e^(-k^2/2 Lambda^2): zhang-2026.csv. The configurations are those of the paper's published code: normal
# numbers of NumPy's default_rng(123) in 32 bits, divided by their mean distance. Wick and N (G4 - Wick) by proper time.
import numpy as np
from scipy.integrate import quad

TAU = 1 / (2 * 100.0**2)


def F(s, y):
    if s == 0:
        return np.exp(-y * y / (4 * TAU)) / (4 * np.pi * TAU)
    g = lambda u: np.exp(s * u - np.exp(u)) * np.exp(-y * y / (4 * (np.exp(u) + TAU))) / (4 * np.pi * (np.exp(u) + TAU))
    return sum(quad(g, a, a + 1, epsabs=0, epsrel=1e-12)[0] for a in range(-30, 5))


rng = np.random.default_rng(123)
x = rng.standard_normal((50, 4, 2)).astype(np.float32)
for c in x:
    c /= np.mean([np.linalg.norm(c[a] - c[b]) for a in range(4) for b in range(a + 1, 4)])
print("configuration,r,x1,y1,x2,y2,x3,y3,x4,y4,Wick,minus1,0,1")
for r in (0.3, 1.0, 3.0):
    for i, c in enumerate(x):
        p = c.astype(float) * r
        pairs = [((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))]
        d = lambda a, b: np.hypot(*(p[a] - p[b]))
        wick = sum(F(1, d(*a)) * F(1, d(*b)) for a, b in pairs)
        # exp(i k.(+-x1 +-x2 +-x3 +-x4)) with two signs each: three pairings of signs
        y = [np.hypot(*(p[0] + p[a] - p[b] - p[c_])) for a, b, c_ in ((1, 2, 3), (2, 1, 3), (3, 1, 2))]
        n = [F(1 + al, 0) / 2 * sum(F(1 - al, v) for v in y) - wick for al in (-1, 0, 1)]
        print(",".join([str(i), str(r)] + ["%.17g" % v for v in p.ravel()] + ["%.14g" % v for v in [wick] + n]))
