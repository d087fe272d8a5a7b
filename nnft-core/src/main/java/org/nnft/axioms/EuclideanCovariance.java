package org.nnft.axioms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.nnft.axioms.AxiomEvidence.Status;
import org.nnft.ensemble.FieldAverages;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.ensemble.Observable;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.StepDownPulls;

/// OS1: are correlators the same at moved points?
///
/// Exact: correlators of orders 1 to 4 at the points and at the points under random motions of the group
/// ([EuclideanMotion]), for each the largest difference relative to the largest correlator of its order. Sampled:
/// differences of the same networks' products at the points and at the moved ones, orders 1, 2 and 4, judged by
/// independent pulls ([StepDownPulls]) at p = 10⁻³ divided by the number of motions. Networks that are known at the points
/// of a table alone are moved from point to point.
public final class EuclideanCovariance {
  private static final double P_VALUE = 1e-3;

  /// Differences that are numerical noise, beside the bounds that the correlators carry.
  private static final double ROUNDING = 1e-10;

  private static final int HIGHEST_ORDER = 4;

  private EuclideanCovariance() {}

  /// By exact correlators.
  ///
  /// @param extent size of the translations
  /// @param seed of the motions
  /// @throws IllegalArgumentException if they are not known
  public static AxiomEvidence exact(NeuralField field, PointSet points, double extent, long seed) {
    var here = FiniteWidthCorrelators.of(field, points, HIGHEST_ORDER);
    Map<EuclideanMotion.Kind, Double> worst = new EnumMap<>(EuclideanMotion.Kind.class);
    Map<EuclideanMotion.Kind, Double> noise = new EnumMap<>(EuclideanMotion.Kind.class);
    List<EuclideanMotion> motions = EuclideanMotion.random(points.dimension(), extent, seed);
    for (EuclideanMotion motion : motions) {
      var there = FiniteWidthCorrelators.of(field, motion.apply(points), HIGHEST_ORDER);
      for (int order = 1; order <= HIGHEST_ORDER; order++) {
        double[] compared = compare(here, there, order);
        worst.merge(motion.kind(), compared[0], Math::max);
        noise.merge(motion.kind(), compared[1], Math::max);
      }
    }
    List<String> broken = new ArrayList<>();
    worst.forEach(
        (kind, difference) -> {
          if (difference > ROUNDING + 3 * noise.getOrDefault(kind, 0.0)) {
            broken.add(
                String.format(
                    Locale.ROOT, "%s by %.3g", kind.name().toLowerCase(Locale.ROOT), difference));
          }
        });
    double largest = worst.values().stream().mapToDouble(d -> d).max().orElse(0);
    return new AxiomEvidence(
        Axiom.COVARIANCE,
        broken.isEmpty() ? Status.NOT_REJECTED : Status.VIOLATED,
        broken.isEmpty()
            ? String.format(
                Locale.ROOT,
                "exact correlators of orders 1 to 4 move by at most %.1g of the largest under %d random motions",
                largest,
                motions.size())
            : "exact correlators of orders 1 to 4 break "
                + String.join(", ", broken)
                + " of the largest",
        "a relative difference of 1e-10 above the numerical error",
        broken.isEmpty()
            ? "a correlator of higher order, or other points, that move"
            : "nothing: exact values differ");
  }

  /// Largest difference and largest error bound, relative to the largest correlator of the order.
  private static double[] compare(
      FiniteWidthCorrelators here, FiniteWidthCorrelators there, int order) {
    SymmetricIndex index = here.components(order);
    double scale = 0;
    double difference = 0;
    double error = 0;
    for (int c = 0; c < index.count(); c++) {
      int[] tuple = index.at(c);
      scale = Math.max(scale, Math.abs(here.full(tuple)));
      difference = Math.max(difference, Math.abs(here.full(tuple) - there.full(tuple)));
      error = Math.max(error, here.fullError(tuple) + there.fullError(tuple));
    }
    return scale == 0 ? new double[2] : new double[] {difference / scale, error / scale};
  }

  /// By samples.
  ///
  /// @param ensemble of a field of one output
  /// @param seed of the motions
  /// @param blocks behind the covariance; many more than there are pairs of points
  /// @param workers who draw the networks, asked for once per motion
  public static AxiomEvidence sampled(
      FieldEnsemble ensemble,
      PointSet points,
      double extent,
      long seed,
      int blocks,
      Supplier<FieldAverages.Workers> workers) {
    List<EuclideanMotion> motions =
        ensemble instanceof TabulatedEnsemble table
            ? EuclideanMotion.within(table)
            : EuclideanMotion.random(points.dimension(), extent, seed);
    if (motions.isEmpty()) {
      return new AxiomEvidence(
          Axiom.COVARIANCE,
          Status.UNKNOWN,
          "no motion carries two of the samples' points to others of them",
          "none",
          "samples at points of a grid, or the network");
    }
    double smallest = 1;
    EuclideanMotion suspect = motions.getFirst();
    for (EuclideanMotion motion : motions) {
      PointSet moving =
          ensemble instanceof TabulatedEnsemble table ? motion.movable(table) : points;
      StepDownPulls pulls = pulls(ensemble, moving, motion, blocks, workers.get());
      if (pulls.pValue() < smallest) {
        smallest = pulls.pValue();
        suspect = motion;
      }
    }
    double corrected = Math.min(1, smallest * motions.size());
    boolean violated = corrected < P_VALUE;
    return new AxiomEvidence(
        Axiom.COVARIANCE,
        violated ? Status.VIOLATED : Status.NOT_REJECTED,
        String.format(
            Locale.ROOT,
            "smallest of %d p-values %.2g (%s), %.2g corrected for their number; products of orders 1, 2, 4 of %,d networks",
            motions.size(),
            smallest,
            suspect.name(),
            corrected,
            ensemble.networks()),
        "p < 0.001 after correction",
        violated
            ? "a p-value above the threshold with another seed would speak of chance, one of 1000"
            : "more networks see smaller breakings: errors fall like their square root");
  }

  private static StepDownPulls pulls(
      FieldEnsemble ensemble,
      PointSet points,
      EuclideanMotion motion,
      int blocks,
      FieldAverages.Workers workers) {
    int n = points.size();
    PointSet moved = motion.apply(points);
    double[][] both = new double[2 * n][];
    for (int p = 0; p < n; p++) {
      both[p] = points.point(p);
      both[n + p] = moved.point(p);
    }
    FieldAverages averages =
        FieldAverages.of(
            ensemble.samples(distinct(both)), blocks, new Differences(index(both), n), workers);
    return StepDownPulls.of(averages.means(), averages.jackknife(means -> means));
  }

  private static PointSet distinct(double[][] rows) {
    List<double[]> distinct = new ArrayList<>();
    for (double[] row : rows) {
      if (distinct.stream().noneMatch(known -> Arrays.equals(known, row))) {
        distinct.add(row);
      }
    }
    return PointSet.of(distinct.toArray(double[][]::new));
  }

  /// Where each row stands among the distinct ones.
  private static int[] index(double[][] rows) {
    List<double[]> distinct = new ArrayList<>();
    int[] index = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int at = 0;
      while (at < distinct.size() && !Arrays.equals(distinct.get(at), rows[i])) {
        at++;
      }
      if (at == distinct.size()) {
        distinct.add(rows[i]);
      }
      index[i] = at;
    }
    return index;
  }

  /// Products at the points less products at the moved points.
  private static final class Differences implements Observable {
    private final int[] index;
    private final List<int[]> tuples = new ArrayList<>();
    private final int points;

    Differences(int[] index, int points) {
      this.index = index;
      this.points = points;
      for (int order : new int[] {1, 2, 4}) {
        SymmetricIndex components = SymmetricIndex.of(points, order);
        for (int c = 0; c < components.count(); c++) {
          tuples.add(components.at(c));
        }
      }
    }

    @Override
    public int size() {
      return tuples.size();
    }

    @Override
    public void add(double[][] f, int n, double[] sums) {
      for (int i = 0; i < n; i++) {
        for (int t = 0; t < tuples.size(); t++) {
          double here = 1;
          double there = 1;
          for (int p : tuples.get(t)) {
            here *= f[index[p]][i];
            there *= f[index[points + p]][i];
          }
          sums[t] += here - there;
        }
      }
    }
  }
}
