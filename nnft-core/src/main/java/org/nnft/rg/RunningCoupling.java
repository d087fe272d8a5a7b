package org.nnft.rg;

import java.util.List;
import org.nnft.statistics.Estimate;

/// A coupling of the action ∫ dᵈy [λf⁴ + κf⁶ + …] that changes with the cutoff so that the correlator does not.
///
///     g_n(Λ) = −[G_c⁽ⁿ⁾ − X(Λ)]/(n! I_n(Λ)),   I_n(Λ) = ∫_{|yᵢ|≤Λ} dᵈy Πₐ K_W(xₐ, y)
///     β(Λ) = Λ dg/dΛ = ΛX′/(n! I_n) − g Λ I_n′/I_n
///
/// at tree level with the exact propagator (2008.08601): d G⁽ⁿ⁾/dΛ = 0. K_W is the kernel without the output bias. X holds
/// the diagrams of lower vertices: none for λ, for κ the exchange 576 λ(Λ)² Σ₁₀ ∫∫ K_W³(y) K(y,z) K_W³(z), which is of the
/// same order in 1/N. No 1/n! stands in the action, and λ < 0 if G_c⁽⁴⁾ and I₄ have the same sign.
///
/// @param order n ≥ 3
/// @param connected G_c⁽ⁿ⁾(x₁…x_n) with its error
/// @param vertex I_n
/// @param exchange X
public record RunningCoupling(
    int order, Estimate connected, CutoffFunction vertex, CutoffFunction exchange) {

  public RunningCoupling {
    if (order < 3 || order > 12) {
      throw new IllegalArgumentException(
          "interactions have order 3 to 12, got %d".formatted(order));
    }
  }

  /// λ: n = 4, nothing to subtract.
  public static RunningCoupling quartic(Estimate connected, CutoffFunction vertex) {
    return new RunningCoupling(4, connected, vertex, CutoffFunction.none());
  }

  /// κ: n = 6.
  ///
  /// @param exchange the part of G_c⁽⁶⁾ that two quartic vertices make
  public static RunningCoupling sextic(
      Estimate connected, CutoffFunction vertex, CutoffFunction exchange) {
    return new RunningCoupling(6, connected, vertex, exchange);
  }

  /// One cutoff.
  ///
  /// @param cutoff Λ
  /// @param coupling g, with the error of the correlator
  /// @param beta Λ dg/dΛ, its error fully correlated with that of g
  public record Point(double cutoff, Estimate coupling, Estimate beta) {

    /// d ln|g|/d ln Λ = β/g: the slope in a log-log plot.
    public double exponent() {
      return beta.value() / coupling.value();
    }
  }

  /// The coupling at a cutoff.
  ///
  /// @param cutoff Λ > 0
  /// @throws ArithmeticException if the vertex integral vanishes, so that no coupling gives the correlator
  public Point at(double cutoff) {
    if (!(cutoff > 0) || !Double.isFinite(cutoff)) {
      throw new IllegalArgumentException("a cutoff must be finite and above 0, got " + cutoff);
    }
    double diagram = factorial() * vertex.at(cutoff);
    if (diagram == 0 || !Double.isFinite(diagram)) {
      throw new ArithmeticException(
          "the vertex integral of order %d is %s at cutoff %s; choose other points or another cutoff"
              .formatted(order, diagram, cutoff));
    }
    double g = -(connected.value() - exchange.at(cutoff)) / diagram;
    double δ = connected.error() / Math.abs(diagram);
    double growth = cutoff * vertex.derivative(cutoff) / vertex.at(cutoff);
    double β = cutoff * exchange.derivative(cutoff) / diagram - g * growth;
    return new Point(cutoff, new Estimate(g, δ), new Estimate(β, δ * Math.abs(growth)));
  }

  /// The coupling at every cutoff.
  public List<Point> over(Cutoffs cutoffs) {
    return cutoffs.values().stream().map(this::at).toList();
  }

  private double factorial() {
    double product = 1;
    for (int i = 2; i <= order; i++) {
      product *= i;
    }
    return product;
  }
}
