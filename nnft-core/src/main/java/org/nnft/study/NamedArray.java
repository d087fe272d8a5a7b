package org.nnft.study;

import java.util.Arrays;

/// An array of numbers by name, in C order. Immutable.
public final class NamedArray {
  private final String name;
  private final int[] shape;
  private final double[] values;

  /// @param name letters, digits and underscores
  /// @param values as many as the product of `shape`. Not modified.
  /// @param shape Not modified.
  NamedArray(String name, double[] values, int... shape) {
    this.name = name;
    this.shape = shape.clone();
    this.values = values.clone();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (!name.matches("\\w+") || size != values.length) {
      throw new IllegalArgumentException(
          "an array needs a plain name and as many values as its shape says, got '%s' of shape %s with %d values"
              .formatted(name, Arrays.toString(shape), values.length));
    }
  }

  /// Letters, digits and underscores.
  public String name() {
    return name;
  }

  /// A copy of the shape.
  public int[] shape() {
    return shape.clone();
  }

  /// A copy of the values.
  public double[] values() {
    return values.clone();
  }
}
