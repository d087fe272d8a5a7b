package org.nnft.markov;

import java.util.List;
import org.nnft.statistics.Estimate;

/// The ratio of two partition functions by integration over how much of V is switched on.
///
///     ln(Z_V/Z₀) = −∫₀¹ ⟨V⟩_t dt,   P_t ∝ P₀ e^(−tV)
///
/// (Kirkwood, J. Chem. Phys. 3, 1935) by the rule of Gauss and Kronrod with 15 nodes, of which 7 are Gauss' own, in
/// u = t^(1/3): since d⟨V⟩_t/dt = −Var_t V ≤ 0 the integrand falls, steeply near t = 0 if V is strong, where ⟨V⟩ is also
/// noisiest; dt = 3u² du has nodes enough there and gives them little weight. For V = aS², S ~ χ²₃, the rule is wrong by
/// 10⁻¹¹, 10⁻⁷, 10⁻⁵, 10⁻³ at a = 1/9, 1, 10, 300 (quadrature; without the substitution by 10⁻⁸, 10⁻⁵, 10⁻², 1).
///
/// @param logRatio ln(Z_V/Z₀) with its statistical error
/// @param quadratureError abs(K₁₅ − G₇), which the statistical errors of the nodes feed too; the rule itself is far
///     better
/// @param potential ⟨V⟩_t at the nodes, ascending in t
public record ThermodynamicIntegration(
    Estimate logRatio, double quadratureError, List<Estimate> potential) {

  /// Positive nodes of the rule on [−1, 1] with their Kronrod and Gauss weights (QUADPACK).
  private static final double[][] RULE = {
    {0.9914553711208126, 0.022935322010529224, 0},
    {0.9491079123427585, 0.06309209262997856, 0.1294849661688697},
    {0.8648644233597691, 0.10479001032225019, 0},
    {0.7415311855993945, 0.14065325971552592, 0.27970539148927664},
    {0.5860872354676911, 0.1690047266392679, 0},
    {0.4058451513773972, 0.19035057806478542, 0.3818300505051189},
    {0.20778495500789848, 0.20443294007529889, 0},
    {0, 0.20948214108472782, 0.4179591836734694}
  };

  /// Number of nodes.
  public static final int NODES = 15;

  /// Rules that differ by more than this share of ln(Z_V/Z₀) have not seen how steep the integrand is.
  private static final double RESOLVED = 0.05;

  public ThermodynamicIntegration {
    potential = List.copyOf(potential);
  }

  private static double[] rule(int k) {
    return RULE[k < 8 ? k : 14 - k];
  }

  /// t of a node, ascending in k.
  public static double node(int k) {
    double u = root(k);
    return u * u * u;
  }

  private static double root(int k) {
    double x = rule(k)[0];
    return (1 + (k < 7 ? -x : x)) / 2;
  }

  /// @param potential ⟨V⟩_t at the nodes, independent of one another
  public static ThermodynamicIntegration of(List<Estimate> potential) {
    if (potential.size() != NODES) {
      throw new IllegalArgumentException(
          "the rule has %d nodes, got %d".formatted(NODES, potential.size()));
    }
    double kronrod = 0;
    double gauss = 0;
    double variance = 0;
    for (int k = 0; k < NODES; k++) {
      Estimate v = potential.get(k);
      double slope = 3 * root(k) * root(k);
      double weight = slope * rule(k)[1] / 2;
      kronrod += weight * v.value();
      gauss += slope * rule(k)[2] / 2 * v.value();
      variance += Math.pow(weight * v.error(), 2);
    }
    return new ThermodynamicIntegration(
        new Estimate(-kronrod, Math.sqrt(variance)), Math.abs(kronrod - gauss), potential);
  }

  /// Whether the nodes are close enough for this V.
  public boolean isResolved() {
    return quadratureError <= RESOLVED * Math.abs(logRatio.value()) + 4 * logRatio.error();
  }
}
