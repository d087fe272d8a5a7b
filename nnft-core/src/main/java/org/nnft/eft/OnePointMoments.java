package org.nnft.eft;

/// Moments of e^(−S) at a single point by quadrature: the zero-dimensional theory, exactly.
///
///     Z = ∫ dφ e^(−S(φ)),   Gₙ = (1/Z) ∫ dφ φⁿ e^(−S(φ))
///
/// The trapezoid rule in φ, which converges exponentially for e^(−polynomial); its step is halved until the moments
/// stay the same to 10⁻¹⁴. It calibrates samplers and closes the circle at one point without sampling.
public final class OnePointMoments {
  private static final double TOLERANCE = 1e-14;
  private static final double NEGLIGIBLE = 46;

  private final double partition;
  private final double[] moments;

  private OnePointMoments(double partition, double[] moments) {
    this.partition = partition;
    this.moments = moments;
  }

  /// @param action at one point
  /// @param highestOrder n of the highest moment, 0…20
  /// @throws IllegalArgumentException if there are several points, or S is not bounded below
  public static OnePointMoments of(EffectiveAction action, int highestOrder) {
    if (action.points() != 1) {
      throw new IllegalArgumentException(
          "moments by quadrature are for 1 point, got %d; sample the action instead"
              .formatted(action.points()));
    }
    if (highestOrder < 0 || highestOrder > 20) {
      throw new IllegalArgumentException(
          "the highest order of a moment must lie between 0 and 20, got " + highestOrder);
    }
    if (Boundedness.of(action) instanceof Boundedness.Unbounded unbounded) {
      throw new IllegalArgumentException(unbounded.explanation());
    }
    double reach = reach(action, highestOrder);
    double[] coarse = trapezoid(action, highestOrder, reach, 64);
    for (int steps = 128; steps <= 1 << 16; steps *= 2) {
      double[] fine = trapezoid(action, highestOrder, reach, steps);
      if (agree(coarse, fine)) {
        double[] moments = fine.clone();
        for (int n = 0; n < moments.length; n++) {
          moments[n] /= fine[0];
        }
        return new OnePointMoments(fine[0], moments);
      }
      coarse = fine;
    }
    throw new IllegalArgumentException(
        "the moments of this action have not converged; its scales are too different for quadrature");
  }

  /// Where e^(−S)φⁿ has fallen by e^(−46) on both sides, from the smallest S on a growing interval.
  private static double reach(EffectiveAction action, int highestOrder) {
    double reach = 1e-3;
    double lowest = action.value(0);
    for (int doubling = 0; doubling < 60; doubling++) {
      for (int k = -16; k <= 16; k++) {
        lowest = Math.min(lowest, action.value(reach * k / 16));
      }
      double needed = lowest + NEGLIGIBLE + highestOrder * Math.log1p(reach);
      if (action.value(reach) > needed && action.value(-reach) > needed && rises(action, reach)) {
        return reach;
      }
      reach *= 1.25;
    }
    throw new IllegalArgumentException("this action confines the field to no finite interval");
  }

  /// S grows beyond the interval: what is cut off is smaller than what is kept.
  private static boolean rises(EffectiveAction action, double reach) {
    for (int k = 1; k <= 20; k++) {
      double from = reach * Math.pow(1.25, k - 1);
      double to = reach * Math.pow(1.25, k);
      if (action.value(to) < action.value(from) || action.value(-to) < action.value(-from)) {
        return false;
      }
    }
    return true;
  }

  private static double[] trapezoid(
      EffectiveAction action, int highestOrder, double reach, int steps) {
    double[] sums = new double[highestOrder + 1];
    double h = reach / steps;
    for (int k = -steps; k <= steps; k++) {
      double φ = k * h;
      double term = h * Math.exp(-action.value(φ));
      for (int n = 0; n <= highestOrder; n++) {
        sums[n] += term;
        term *= φ;
      }
    }
    return sums;
  }

  private static boolean agree(double[] coarse, double[] fine) {
    for (int n = 0; n < fine.length; n += 2) {
      if (!(Math.abs(coarse[n] - fine[n]) <= TOLERANCE * Math.abs(fine[n]))) {
        return false;
      }
    }
    return true;
  }

  /// Z.
  public double partition() {
    return partition;
  }

  /// Gₙ.
  ///
  /// @param n 0…highest order
  public double moment(int n) {
    return moments[n];
  }
}
