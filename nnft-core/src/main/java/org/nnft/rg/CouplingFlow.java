package org.nnft.rg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.nnft.eft.CouplingFit;
import org.nnft.eft.CouplingWeights;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// A constant coupling as the box of inputs grows: the mean over components of [RunningCoupling].
///
/// The mean is linear in the correlator, so that the jackknife gives its error with all covariances. The spread over
/// components says whether one number describes them at all (2008.08601).
///
/// @param order 4 for λ, 6 for κ
/// @param rows by rising cutoff
public record CouplingFlow(int order, List<Row> rows) {

  public CouplingFlow {
    rows = List.copyOf(rows);
  }

  /// One cutoff.
  ///
  /// @param cutoff Λ
  /// @param coupling mean over components, with its statistical error
  /// @param spread standard deviation over components
  /// @param beta Λ d/dΛ of the mean
  /// @param quadratureError of the mean, a bound from the difference of two rules
  public record Row(
      double cutoff, Estimate coupling, double spread, double beta, double quadratureError) {

    /// d ln|g|/d ln Λ.
    public double exponent() {
      return beta / coupling.value();
    }
  }

  /// λ(Λ) = −G_c⁽⁴⁾/(24 ∫ Π K_W).
  ///
  /// @param connected G_c⁽⁴⁾ at a sorted tuple
  /// @param fluctuations of all its components in order; empty if they are exact
  public static CouplingFlow quartic(
      BoxVertices vertices,
      Cutoffs cutoffs,
      ToDoubleFunction<int[]> connected,
      Optional<Jackknife> fluctuations) {
    List<int[]> tuples = CouplingFit.components(vertices.at(cutoffs.values().getFirst()), 4);
    List<RunningCoupling> couplings =
        tuples.stream()
            .map(
                t ->
                    RunningCoupling.quartic(
                        new Estimate(connected.applyAsDouble(t), 0), vertices.legs(t)))
            .toList();
    return over(
        4,
        vertices,
        cutoffs,
        tuples,
        couplings,
        Λ -> error(fluctuations, () -> CouplingWeights.quartic(vertices.at(Λ))));
  }

  /// κ(Λ) = (576 λ² X − G_c⁽⁶⁾)/(720 ∫ Π K_W), with the exchange X of two vertices λ(Λ) taken off.
  ///
  /// Its error holds that of λ, which comes from the same sample ([CouplingWeights]).
  ///
  /// @param quartic λ(Λ) over the same cutoffs
  /// @param connected G_c⁽⁶⁾ at a sorted tuple
  /// @param fluctuations of all components of G_c⁽⁴⁾, then of G_c⁽⁶⁾; empty if they are exact
  public static CouplingFlow sextic(
      BoxVertices vertices,
      CouplingFlow quartic,
      ToDoubleFunction<int[]> connected,
      Optional<Jackknife> fluctuations) {
    Cutoffs cutoffs = new Cutoffs(quartic.rows.stream().map(Row::cutoff).toList());
    List<int[]> tuples = CouplingFit.components(vertices.at(cutoffs.values().getFirst()), 6);
    List<RunningCoupling> couplings = new ArrayList<>();
    for (int t = 0; t < tuples.size(); t++) {
      couplings.add(
          RunningCoupling.sextic(
              new Estimate(connected.applyAsDouble(tuples.get(t)), 0),
              vertices.legs(tuples.get(t)),
              vertices.exchange(quartic.asFunction(), t)));
    }
    CutoffFunction λ = quartic.asFunction();
    return over(
        6,
        vertices,
        cutoffs,
        tuples,
        couplings,
        Λ -> error(fluctuations, () -> CouplingWeights.sextic(vertices.at(Λ), λ.at(Λ))));
  }

  private static double error(Optional<Jackknife> fluctuations, Supplier<double[]> weights) {
    return fluctuations.map(j -> j.error(weights.get())).orElse(0.0);
  }

  private static CouplingFlow over(
      int order,
      BoxVertices vertices,
      Cutoffs cutoffs,
      List<int[]> tuples,
      List<RunningCoupling> couplings,
      DoubleUnaryOperator errorAt) {
    List<Row> rows = new ArrayList<>();
    for (double Λ : cutoffs.values()) {
      int n = tuples.size();
      double mean = 0;
      double square = 0;
      double beta = 0;
      double quadrature = 0;
      for (int t = 0; t < n; t++) {
        RunningCoupling.Point point = couplings.get(t).at(Λ);
        Estimate integral = vertices.at(Λ).legs(tuples.get(t));
        double g = point.coupling().value();
        mean += g / n;
        square += g * g / n;
        beta += point.beta().value() / n;
        quadrature += Math.abs(g / integral.value()) * integral.error() / n;
      }
      double error = errorAt.applyAsDouble(Λ);
      double spread = Math.sqrt(Math.max(0, square - mean * mean));
      rows.add(new Row(Λ, new Estimate(mean, error), spread, beta, quadrature));
    }
    return new CouplingFlow(order, rows);
  }

  /// The mean and its derivative at the cutoffs of the rows.
  private CutoffFunction asFunction() {
    Map<Double, Row> at = new TreeMap<>();
    rows.forEach(row -> at.put(row.cutoff, row));
    return new CutoffFunction() {
      @Override
      public double at(double cutoff) {
        return row(cutoff).coupling.value();
      }

      @Override
      public double derivative(double cutoff) {
        return row(cutoff).beta / cutoff;
      }

      private Row row(double cutoff) {
        Row row = at.get(cutoff);
        if (row == null) {
          throw new IllegalArgumentException(
              "the quartic coupling is not known at cutoff " + cutoff);
        }
        return row;
      }
    };
  }

  /// The letter of the coupling.
  public String symbol() {
    return order == 4 ? "λ" : "κ";
  }
}
