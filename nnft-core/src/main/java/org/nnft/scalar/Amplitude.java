package org.nnft.scalar;

/// The law of a neuron's factor a, of variance 1.
public enum Amplitude {
  /// a = 1.
  CONSTANT,

  /// a ~ N(0, 1): at finite N this leaves correlations that no distance removes.
  GAUSSIAN;

  /// E[aⁿ]; (n − 1)!! for even n, 0 for odd n.
  double moment(int n) {
    return switch (this) {
      case CONSTANT -> 1;
      case GAUSSIAN -> {
        double product = n % 2 == 0 ? 1 : 0;
        for (int k = n - 1; k > 1; k -= 2) {
          product *= k;
        }
        yield product;
      }
    };
  }
}
