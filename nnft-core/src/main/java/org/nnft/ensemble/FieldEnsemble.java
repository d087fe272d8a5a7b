package org.nnft.ensemble;

import org.nnft.field.PointSet;

/// Networks whose outputs can be had at points: drawn anywhere, or known where they were tabulated.
public sealed interface FieldEnsemble permits Ensemble, TabulatedEnsemble {

  /// Number of inputs d.
  int inputs();

  /// Number of output components D.
  int outputs();

  /// Number of networks M.
  long networks();

  /// Whether f and −f are known to have the same law.
  boolean isEven();

  /// Whether outputs can be had at a point.
  boolean sees(double... point);

  /// The outputs of the same networks at these points.
  ///
  /// @throws IllegalArgumentException naming the first point at which they cannot be had
  FieldSamples samples(PointSet points);
}
