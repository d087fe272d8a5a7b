package org.nnft.ensemble;

import org.nnft.network.NeuralField;

/// The arithmetic in which networks are drawn and evaluated. Sums over networks are always in double precision.
public enum Precision {
  /// 53 binary digits throughout; normal numbers from 64 random bits, right to 9σ.
  DOUBLE,
  /// 24 binary digits for parameters and units, in double precision from sums over 32 units on; normal numbers from
  /// 32 random bits, cut at 6.3σ. Other networks than those of [#DOUBLE].
  SINGLE;

  /// Refuses networks that this precision does not draw.
  ///
  /// @throws IllegalArgumentException if parameters are correlated and this is [#SINGLE]
  void requireFor(NeuralField field) {
    if (this == SINGLE && !field.isIndependent()) {
      throw new IllegalArgumentException(
          "single precision draws independent parameters only, and these are correlated; use precision double");
    }
  }
}
