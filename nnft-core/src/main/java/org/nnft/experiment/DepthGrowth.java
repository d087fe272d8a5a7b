package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;

/// How interactions grow with depth at fixed width.
///
/// The mean connected correlator over the free theory is fitted by a straight line in the number of hidden layers L, the
/// leading behaviour in L/N at criticality (Roberts, Yaida, Hanin 2022; Yaida 2020). Depths at which heavy tails make
/// the error useless are left out. Ensembles of different depths are independent.
///
/// @param width N
/// @param order n
/// @param first the least depth of the fit
/// @param last the greatest
/// @param line parameters: the value at L = 0 and the growth per layer
public record DepthGrowth(int width, int order, int first, int last, CurveFit line) {

  private static final int FEWEST_DEPTHS = 3;

  /// A fit for every connected order of each stretch of at least three depths, where it is seen at five errors.
  public static List<DepthGrowth> of(List<MemberResult> members) {
    List<DepthGrowth> result = new ArrayList<>();
    for (Scan.Series series : Scan.along(Scan.Axis.DEPTH, members)) {
      if (series.members().size() < FEWEST_DEPTHS) {
        continue;
      }
      for (CorrelatorResult c : series.members().getFirst().correlators()) {
        if (c.connected() && c.order() > 2 && c.order() % 2 == 0) {
          fit(series, c.order(), result);
        }
      }
    }
    return result;
  }

  private static void fit(Scan.Series series, int order, List<DepthGrowth> to) {
    List<Integer> depths = new ArrayList<>();
    List<Estimate> sizes = new ArrayList<>();
    for (MemberResult member : series.members()) {
      member
          .correlator(order, true)
          .filter(c -> !c.heavyTailed())
          .flatMap(CorrelatorResult::deviation)
          .map(MeanDeviation::measured)
          .filter(m -> Math.abs(m.pull(0)) > 5)
          .ifPresent(
              m -> {
                depths.add(member.field().orElseThrow().depth());
                sizes.add(m);
              });
    }
    if (depths.stream().distinct().count() == depths.size() && depths.size() >= FEWEST_DEPTHS) {
      double[] l = depths.stream().mapToDouble(Integer::doubleValue).toArray();
      to.add(
          new DepthGrowth(
              series.first().width(),
              order,
              depths.stream().min(Integer::compare).orElseThrow(),
              depths.stream().max(Integer::compare).orElseThrow(),
              CurveFit.line(l, sizes)));
    }
  }
}
