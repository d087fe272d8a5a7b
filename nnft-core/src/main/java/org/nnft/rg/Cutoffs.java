package org.nnft.rg;

import java.util.List;

/// Half-widths Λ of boxes |yᵢ| ≤ Λ in the space of inputs, over which vertices are integrated.
///
/// @param values finite, above 0, rising
public record Cutoffs(List<Double> values) {

  public Cutoffs {
    values = List.copyOf(values);
    double last = 0;
    for (double value : values) {
      if (!(value > last) || !Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "cutoffs must be finite, above 0 and rising, got %s after %s".formatted(value, last));
      }
      last = value;
    }
  }

  /// The 21 cutoffs from 7 to 10⁵ of 2008.08601.
  public static Cutoffs halverson2020() {
    return new Cutoffs(
        List.of(
            7.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 70.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 7e3,
            1e4, 2e4, 4e4, 6e4, 8e4, 1e5));
  }
}
