package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.ensemble.Estimator;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;

/// How a correlator's deviation from the free theory falls off in a scan of widths.
///
/// The mean deviation m_n(N) of each width, whose error holds the covariance between components, is
/// fitted by A N^(−p); widths at which heavy tails make the error useless are left out. Ensembles of
/// different widths are independent. The limit N → ∞ of the full
/// correlator is read off 1 + m_n(N) = Σ aₖ N^(−k), k ≤ n/2 − 1 for one hidden layer, exactly.
///
/// @param depth number of hidden layers of the networks
/// @param order n
/// @param connected whether G_c⁽ⁿ⁾/G_GP⁽ⁿ⁾ is meant rather than (G⁽ⁿ⁾ − G_GP⁽ⁿ⁾)/G_GP⁽ⁿ⁾
/// @param powerLaw parameters (A, p); empty unless the deviation is seen at five errors at three widths
/// @param limit parameters (a₀, a₁, …) of G⁽ⁿ⁾/G_GP⁽ⁿ⁾; empty for connected correlators
public record FallOff(
    int depth,
    int order,
    boolean connected,
    Optional<CurveFit> powerLaw,
    Optional<CurveFit> limit) {

  private static final int FEWEST_WIDTHS = 4;

  /// All fits that a scan allows: for each stretch of at least four widths of networks that differ in nothing else and whose
  /// neurons are independent, which makes correlators series in 1/N.
  public static List<FallOff> of(List<MemberResult> members) {
    // Values without noise need no fit.
    if (members.stream().anyMatch(member -> member.estimator() == Estimator.QUADRATURE)) {
      return List.of();
    }
    List<FallOff> result = new ArrayList<>();
    for (Scan.Series series : Scan.along(Scan.Axis.WIDTH, members)) {
      if (widths(series) < FEWEST_WIDTHS
          || widths(series) < series.members().size()
          || !series.first().isIndependent()) {
        continue;
      }
      for (CorrelatorResult first : series.members().getFirst().correlators()) {
        if (first.deviation().isPresent() && first.order() % 2 == 0) {
          result.add(fit(series.members(), first.order(), first.connected()));
        }
      }
    }
    return result;
  }

  private static long widths(Scan.Series series) {
    return series.members().stream()
        .mapToInt(m -> m.field().orElseThrow().width())
        .distinct()
        .count();
  }

  /// The highest power of 1/N: exactly n/2 − 1 for one hidden layer, one more is allowed for deep ones,
  /// whose series does not end.
  private static int powers(List<MemberResult> members, int order) {
    boolean deep = members.getFirst().field().orElseThrow().depth() > 1;
    return order / 2 - 1 + (deep ? 1 : 0);
  }

  private static FallOff fit(List<MemberResult> members, int order, boolean connected) {
    List<Double> widths = new ArrayList<>();
    List<Estimate> deviations = new ArrayList<>();
    for (MemberResult member : members) {
      Optional<MeanDeviation> m =
          member
              .correlator(order, connected)
              .filter(c -> !c.heavyTailed())
              .flatMap(CorrelatorResult::deviation);
      if (m.isPresent() && m.get().measured().error() > 0) {
        widths.add((double) member.field().orElseThrow().width());
        deviations.add(m.get().measured());
      }
    }
    double[] n = widths.stream().mapToDouble(Double::doubleValue).toArray();
    boolean seen = deviations.stream().filter(m -> Math.abs(m.pull(0)) > 5).count() >= 3;
    Optional<CurveFit> powerLaw =
        seen && order > 2 ? Optional.of(CurveFit.powerLaw(n, deviations)) : Optional.empty();
    List<Estimate> ratios =
        deviations.stream().map(m -> new Estimate(1 + m.value(), m.error())).toList();
    Optional<CurveFit> limit =
        connected || n.length < FEWEST_WIDTHS
            ? Optional.empty()
            : Optional.of(CurveFit.inversePowers(n, ratios, powers(members, order)));
    int depth = members.getFirst().field().orElseThrow().depth();
    return new FallOff(depth, order, connected, powerLaw, limit);
  }
}
