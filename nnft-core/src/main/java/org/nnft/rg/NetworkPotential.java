package org.nnft.rg;

import java.util.function.ToDoubleFunction;
import org.nnft.eft.ElementwiseCoupling;
import org.nnft.eft.VertexIntegral;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;

/// The local potential of a network, where its flow begins: mass, λ and κ read off its correlators.
///
///     K̂_W(p)⁻¹ = Z(p² + m² + O(p⁴)),   m² = 2d ∫K_W(x, y)/∫|x − y|²K_W(x, y),   Z = 1/(m² ∫K_W),
///     u₂ = m²,   u₄ = 24 λ/Z²,   u₆ = 720 κ/Z³
///
/// with integrals over y. This is the field of canonical kinetic term, φ = √Z f. In the field f itself, as in 2108.01403
/// (Erbin, Lahoche, Samary), u₄ = 24 λ: for Gauss-net that scales as σ_w^(d−4), the canonical one as σ_w^(4−d). For Gauss-net
/// m² = 2σ_w²/d, theirs.
///
/// Only where the kernel falls off for all y, and is nearly a function of x − y, is it the propagator of a particle.
///
/// @param massSquared m²
/// @param normalisation Z
/// @param quartic λ of the field f
/// @param sextic κ of the field f
public record NetworkPotential(
    double massSquared, double normalisation, double quartic, double sextic) {

  /// Mass, λ and κ.
  ///
  /// @param kernel K_W, falling off for large arguments
  /// @param origin external points near which the couplings are measured; the mass is measured about the first one
  /// @param fourPoint G_c⁽⁴⁾ at a sorted tuple
  /// @param sixPoint G_c⁽⁶⁾ at a sorted tuple
  /// @throws IllegalArgumentException if the integrals diverge, or the exchange that κ needs has too many nodes
  public static NetworkPotential of(
      VertexKernel kernel,
      PointSet origin,
      ToDoubleFunction<int[]> fourPoint,
      ToDoubleFunction<int[]> sixPoint) {
    NetworkPotential quartic = of(kernel, origin, fourPoint);
    VertexIntegral vertex = VertexIntegral.of(kernel, origin, Double.POSITIVE_INFINITY);
    return new NetworkPotential(
        quartic.massSquared,
        quartic.normalisation,
        quartic.quartic,
        ElementwiseCoupling.sextic(vertex, quartic.quartic, sixPoint).mean());
  }

  /// Mass and λ alone, κ = 0.
  ///
  /// @param kernel K_W, falling off for large arguments
  /// @param origin external points near which λ is measured; the mass is measured about the first one
  /// @param fourPoint G_c⁽⁴⁾ at a sorted tuple
  /// @throws IllegalArgumentException if the integrals diverge
  public static NetworkPotential of(
      VertexKernel kernel, PointSet origin, ToDoubleFunction<int[]> fourPoint) {
    int d = kernel.dimension();
    double[] x = origin.toArray()[0];
    requireDecay(kernel, x);
    VertexIntegral moved =
        VertexIntegral.of(
            about(kernel, x),
            PointSet.of(new double[][] {new double[d]}),
            Double.POSITIVE_INFINITY);
    double volume = moved.integral(0, 0, 0).value();
    double spread = moved.integral(0, 1, 0).value();
    double mass = 2 * d * volume / spread;
    VertexIntegral vertex = VertexIntegral.of(kernel, origin, Double.POSITIVE_INFINITY);
    double λ = ElementwiseCoupling.quartic(vertex, fourPoint).mean();
    return new NetworkPotential(mass, 1 / (mass * volume), λ, 0);
  }

  /// ∫|y|²K converges if K(x, x + y)|y|^(d+2) is nothing at a hundred times the distance where K has halved.
  private static void requireDecay(VertexKernel kernel, double[] x) {
    double half = 1e-9;
    for (int doubling = 0; doubling < 100; doubling++) {
      if (at(kernel, x, half) < kernel.at(x, x) / 2) {
        double tail = Math.abs(at(kernel, x, 100 * half)) * Math.pow(100, kernel.dimension() + 2);
        if (tail < 1e-6 * kernel.at(x, x)) {
          return;
        }
        break;
      }
      half *= 2;
    }
    throw new IllegalArgumentException(
        "the mass of this network diverges: K_W(x, y) falls off too slowly for ∫|x − y|²K_W; give the initial couplings u2, u4, … instead");
  }

  private static double at(VertexKernel kernel, double[] x, double distance) {
    double[] y = x.clone();
    y[0] += distance;
    return kernel.at(x, y);
  }

  /// The kernel with its first argument's origin at x.
  private static VertexKernel about(VertexKernel kernel, double[] x) {
    return new VertexKernel() {
      @Override
      public int dimension() {
        return kernel.dimension();
      }

      @Override
      public double at(double[] a, double[] b) {
        return kernel.at(plus(x, a), plus(x, b));
      }
    };
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += b[k];
    }
    return sum;
  }

  /// U of the canonical field: u₂, u₄, u₆.
  public LocalPotential canonical() {
    return LocalPotential.factorial(
        massSquared,
        24 * quartic / Math.pow(normalisation, 2),
        720 * sextic / Math.pow(normalisation, 3));
  }

  /// u₂ = m², u₄ = 24 λ, u₆ = 720 κ of the network's field f, as in 2108.01403.
  public LocalPotential bare() {
    return LocalPotential.plain(massSquared, quartic, sextic);
  }
}
