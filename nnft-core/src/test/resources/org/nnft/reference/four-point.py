#!/usr/bin/env python3
"""Four-point functions of one-hidden-layer nets at the inputs of 2008.08601, into four-point.json.

N G_c4 = 3 M4 - (M2 M2 + M2 M2 + M2 M2) for unit Gaussian output weights; G4_GP is Wick's theorem with the
output bias. Moments: erf by the trapezoid rule in the d + 1 parameters (w, b) themselves, relu
in d = 2 by Gauss-Legendre quadrature over the angle of w between the kinks, E r^2 = 2, E r^4 = 8.
Printed: the largest change of a connected component against coarser nodes. numpy 2, scipy 1.17.
"""
import itertools
import json

import numpy as np
from scipy.special import erf


def trapezoid(d, x, step, tuples):
    t = np.arange(-8.5, 8.5 + step / 2, step)
    w = np.exp(-t * t / 2) * step / np.sqrt(2 * np.pi)
    sums = dict.fromkeys(tuples, 0.0)
    grids = np.meshgrid(*[t] * d, indexing="ij")
    weights = np.prod(np.meshgrid(*[w] * d, indexing="ij"), axis=0).ravel()
    dots = np.stack([g.ravel() for g in grids], 1) @ x.T / np.sqrt(d)
    for bias, wb in zip(t, w):
        h = erf(dots + bias)
        for tup in tuples:
            sums[tup] += wb * np.dot(weights, np.prod(h[:, tup], axis=1))
    return sums


def circle(x, nodes, tuples):
    kinks = [np.arctan2(-p[0], p[1]) % np.pi for p in x]
    cuts = np.unique(np.round([k + s for k in kinks for s in (0, np.pi)], 14))
    cuts = np.append(cuts, cuts[0] + 2 * np.pi)
    t, w = np.polynomial.legendre.leggauss(nodes)
    half = np.diff(cuts)[:, None] / 2
    phi = ((cuts[1:, None] + cuts[:-1, None]) / 2 + half * t).ravel()
    weights = (half * w).ravel() / (2 * np.pi)
    u = np.stack([np.cos(phi), np.sin(phi)], 1)
    h = np.maximum(u @ x.T / np.sqrt(2), 0)
    radial = {2: 2, 4: 8}
    return {tup: radial[len(tup)] * np.dot(weights, np.prod(h[:, tup], axis=1)) for tup in tuples}


def four_point(moments, points, bias):
    pair = lambda a, b: moments[tuple(sorted((a, b)))]
    k = lambda a, b: pair(a, b) + bias
    result = {}
    for i, j, m, n in itertools.combinations_with_replacement(range(points), 4):
        pairings = [(i, j, m, n), (i, m, j, n), (i, n, j, m)]
        gp = sum(k(a, b) * k(c, e) for a, b, c, e in pairings)
        disconnected = sum(pair(a, b) * pair(c, e) for a, b, c, e in pairings)
        result[f"{i}{j}{m}{n}"] = [gp, 3 * moments[i, j, m, n] - disconnected]
    return result


def net(x, bias, moments, coarse, fine):
    x = np.array(x, float)
    tuples = [t for r in (2, 4) for t in itertools.combinations_with_replacement(range(len(x)), r)]
    a, b = (four_point(moments(x, n, tuples), len(x), bias) for n in (coarse, fine))
    print(max(abs(a[t][1] - b[t][1]) for t in b))
    return {"x": x.tolist(), "G4": b}


square = lambda lo, hi: list(itertools.product((lo, hi), repeat=2))
corners = [(-1, -1, -1), (1, 1, -1), (-1, 1, 1), (1, -1, 1)]
nets = {
    "erf_d2": net(square(-1, 1), 1, lambda x, h, t: trapezoid(2, x, h, t), 0.25, 0.2),
    "erf_d3": net(corners, 1, lambda x, h, t: trapezoid(3, x, h, t), 0.28, 0.24),
    "relu_d2": net(square(0.5, 1), 0, circle, 20, 30),
}
with open("four-point.json", "w") as file:
    json.dump(nets, file, indent=1)
