package org.nnft.scalar;

import java.util.List;

/// What is measured of one network, by number.
///
/// | number | observable |
/// |--------|-----------|
/// | 0, 1 | φ(0)², φ(0)⁴ |
/// | 2 | mean of φ⁴ over the window |
/// | 3 + r | mean of φ(x)φ(y) over the window's pairs at distance r along an axis, so that 3 is the mean of φ² |
///
/// Of the first field; by symmetry any, where the potential doesn't tell them apart.
public final class ScalarObservable {
  public static final int SQUARE = 0;
  public static final int FOURTH = 1;
  public static final int WINDOW_FOURTH = 2;
  public static final int CORRELATOR = 3;

  private final InteractionBox box;
  private final List<int[]> pairs;

  ScalarObservable(InteractionBox box) {
    this.box = box;
    this.pairs = box.pairs();
  }

  /// Number of observables.
  public static int count(InteractionBox box) {
    return CORRELATOR + box.farthest() + 1;
  }

  /// The first field at point x is entry x·stride + offset of φ, which is not modified.
  /// @param values Modified.
  void measure(double[] φ, int stride, int offset, double[] values) {
    double centre = φ[box.middle() * stride + offset];
    double square = centre * centre;
    values[SQUARE] = square;
    values[FOURTH] = square * square;
    double fourth = 0;
    int[] same = pairs.getFirst();
    for (int k = 0; k < same.length; k += 2) {
      double v = φ[same[k] * stride + offset];
      fourth += v * v * v * v;
    }
    values[WINDOW_FOURTH] = 2 * fourth / same.length;
    for (int r = 0; r < pairs.size(); r++) {
      int[] list = pairs.get(r);
      double sum = 0;
      for (int k = 0; k < list.length; k += 2) {
        sum = Math.fma(φ[list[k] * stride + offset], φ[list[k + 1] * stride + offset], sum);
      }
      values[CORRELATOR + r] = 2 * sum / list.length;
    }
  }
}
