/// # Numbers: the mathematics that every other room uses
///
/// - [org.nnft.math.Elementary]: exp, log, sin, cos, tanh, erf and the normal quantile.
/// - [org.nnft.math.SymmetricIndex]: unique components of a symmetric tensor, C(m+n−1, n) of them.
/// - [org.nnft.math.SetPartitions]: the lattice over which moments become cumulants.
/// - [org.nnft.math.Digits]: numbers below and above the line.
/// - [org.nnft.math.PowerSeries]: logarithm and exponential of truncated series.
///
/// Depends on nothing else in nnft.
package org.nnft.math;
