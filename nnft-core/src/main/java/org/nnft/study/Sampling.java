package org.nnft.study;

import java.util.Optional;
import java.util.OptionalDouble;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Precision;

/// How an experiment samples.
///
/// @param networks M per member of a scan; with a target error, of the pilot run
/// @param seed any number
/// @param estimator what a network contributes; empty for the best that is exact
/// @param precision in which networks are drawn and evaluated
/// @param draw which random numbers a network is made of, for correlators
/// @param targetRelativeError ε: sample on until every correlator's largest error is at most ε times its
///     largest component
/// @param mostNetworks the cap with a target error
public record Sampling(
    long networks,
    long seed,
    Optional<Estimator> estimator,
    Precision precision,
    Draw draw,
    OptionalDouble targetRelativeError,
    long mostNetworks) {

  /// Networks per member where the file names no number.
  public static final long DEFAULT_NETWORKS = 100_000;

  /// The cap where the file names none.
  public static final long DEFAULT_MOST_NETWORKS = 1_000_000_000;

  /// The defaults with seed 1.
  public static Sampling standard() {
    return new Sampling(
        DEFAULT_NETWORKS,
        1,
        Optional.empty(),
        Precision.DOUBLE,
        Draw.WEIGHTS,
        OptionalDouble.empty(),
        DEFAULT_MOST_NETWORKS);
  }

  /// The same with another number of networks.
  public Sampling networks(long count) {
    return new Sampling(count, seed, estimator, precision, draw, targetRelativeError, mostNetworks);
  }
}
