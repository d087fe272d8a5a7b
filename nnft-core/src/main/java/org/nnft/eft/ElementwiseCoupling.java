package org.nnft.eft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.nnft.math.SymmetricIndex;

/// A coupling read off every component of a correlator by itself: is it a constant?
///
///     λ_m(x₁…x₄) = −G_c⁽⁴⁾ / (24 ∫ Π K_W(xᵢ, y)),   κ_m(x₁…x₆) = (576 λ² X − G_c⁽⁶⁾) / (720 ∫ Π K_W(xᵢ, y))
///
/// (2008.08601 for λ.) X is the exchange of a line between two quartic vertices, Σ_{10 splits} ∫∫ KKK·K·KKK, of the
/// same order 1/N² as κ itself: G_c⁽⁶⁾ = 576 λ² X − 720 κ ∫ΠK + …, so it is taken off first. With exact
/// propagators λ_m measures λ + 15κK_W(y, y).
///
/// @param coupling which one
/// @param values one for each unique component; infinite where the vertex integral vanishes
public record ElementwiseCoupling(Coupling coupling, List<Double> values) {

  public ElementwiseCoupling {
    values = List.copyOf(values);
  }

  /// λ from the connected 4-point function.
  ///
  /// @param connected G_c⁽⁴⁾ at a sorted tuple of external points
  public static ElementwiseCoupling quartic(
      VertexIntegral vertex, ToDoubleFunction<int[]> connected) {
    SymmetricIndex index = SymmetricIndex.of(vertex.points().size(), 4);
    List<Double> values = new ArrayList<>();
    for (int c = 0; c < index.count(); c++) {
      int[] tuple = index.at(c);
      values.add(-connected.applyAsDouble(tuple) / Coupling.QUARTIC.response(vertex, tuple));
    }
    return new ElementwiseCoupling(Coupling.QUARTIC, values);
  }

  /// κ from the connected 6-point function, the exchange of two quartic vertices taken off.
  ///
  /// @param quartic λ, the constant quartic coupling
  /// @param connected G_c⁽⁶⁾ at a sorted tuple of external points
  public static ElementwiseCoupling sextic(
      VertexIntegral vertex, double quartic, ToDoubleFunction<int[]> connected) {
    SymmetricIndex index = SymmetricIndex.of(vertex.points().size(), 6);
    List<int[]> tuples = new ArrayList<>();
    for (int c = 0; c < index.count(); c++) {
      tuples.add(index.at(c));
    }
    List<VertexIntegral.Exchange> exchange = vertex.exchange(tuples);
    List<Double> values = new ArrayList<>();
    for (int c = 0; c < tuples.size(); c++) {
      double rest =
          576 * quartic * quartic * exchange.get(c).value().value()
              - connected.applyAsDouble(tuples.get(c));
      values.add(rest / Coupling.SEXTIC.response(vertex, tuples.get(c)));
    }
    return new ElementwiseCoupling(Coupling.SEXTIC, values);
  }

  private DescriptiveStatistics statistics() {
    return new DescriptiveStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// Mean over components.
  public double mean() {
    return statistics().getMean();
  }

  /// Standard deviation over components (not divided by their number − 1): a spread, no statistical error.
  public double spread() {
    return Math.sqrt(statistics().getPopulationVariance());
  }

  /// Smallest value.
  public double smallest() {
    return statistics().getMin();
  }

  /// Largest value.
  public double largest() {
    return statistics().getMax();
  }

  /// Spread over the modulus of the mean.
  public double relativeSpread() {
    return spread() / Math.abs(mean());
  }

  /// Whether one number describes all components.
  ///
  /// @param tolerance on the relative spread, > 0
  public boolean isConstant(double tolerance) {
    return relativeSpread() <= tolerance;
  }

  /// In words, with the sign convention.
  public String verdict(double tolerance) {
    return sentence(tolerance) + ". Convention: e^(−S), ΔS = ∫ (λf⁴ + κf⁶), without factorials.";
  }

  /// In words, without a full stop.
  public String sentence(double tolerance) {
    String numbers =
        String.format(
            Locale.ROOT,
            "%s = %.6g with a relative spread of %.2g over %d components (from %.4g to %.4g)",
            coupling,
            mean(),
            relativeSpread(),
            values.size(),
            smallest(),
            largest());
    String meaning =
        isConstant(tolerance)
            ? "a constant coupling describes them"
            : smallest() < 0 && largest() > 0
                ? "its sign changes, so that no constant coupling describes them"
                : "it varies too much for a constant coupling";
    return numbers + ": " + meaning;
  }
}
