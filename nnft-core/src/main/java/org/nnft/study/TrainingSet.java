package org.nnft.study;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nnft.ensemble.Ensemble;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// Correlators of a network at other points than the experiment's, where couplings are fitted. Each is made when first
/// asked for.
final class TrainingSet {
  private final NeuralField field;
  private final PointSet points;
  private final boolean test;
  private final Subject subject;
  private final int member;
  private final Workbench workbench;
  private @Nullable CorrelatorSource exact;
  private @Nullable CorrelatorSource sampled;

  /// @param test whether the points are those of the experiment
  /// @param member of the scan, from 0
  TrainingSet(
      NeuralField field,
      PointSet points,
      boolean test,
      Subject subject,
      int member,
      Workbench workbench) {
    this.field = field;
    this.points = points;
    this.test = test;
    this.subject = subject;
    this.member = member;
    this.workbench = workbench;
  }

  boolean isTest() {
    return test;
  }

  PointSet points() {
    return points;
  }

  /// Of the same kind as a source at the experiment's points.
  CorrelatorSource like(CorrelatorSource source) {
    return switch (source) {
      case CorrelatorSource.Exact _ -> {
        exact =
            Optional.ofNullable(exact)
                .orElseGet(
                    () ->
                        new CorrelatorSource.Exact(
                            new CorrelatorSource.ExactTheory(points, 4).of(field)));
        yield exact;
      }
      case CorrelatorSource.Sampled _ -> {
        sampled = Optional.ofNullable(sampled).orElseGet(this::sample);
        yield sampled;
      }
    };
  }

  private CorrelatorSource sample() {
    Ensemble ensemble =
        Ensemble.of(field)
            .networks(subject.sampling().networks())
            .seed(subject.sampling().seed())
            .highestOrder(4);
    return new CorrelatorSource.Sampled(
        workbench.measure("training-" + member, "training points", ensemble, points));
  }
}
