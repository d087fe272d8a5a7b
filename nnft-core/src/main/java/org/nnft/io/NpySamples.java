package org.nnft.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.nnft.ensemble.FieldSamples;

/// Outputs of an ensemble in a `.npy` file of shape (networks, points) or (networks, points, outputs).
public final class NpySamples implements FieldSamples {
  private final Path file;
  private final Npy array;
  private final int outputs;

  private NpySamples(Path file, Npy array, int outputs) {
    this.file = file;
    this.array = array;
    this.outputs = outputs;
  }

  /// Maps a file.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException if it is damaged, or its shape is none of the two
  public static NpySamples map(Path file) throws IOException {
    Npy array = Npy.map(file);
    long[] shape = array.shape();
    boolean fits = shape.length == 2 || shape.length == 3;
    for (int k = 1; k < shape.length; k++) {
      fits &= shape[k] >= 1 && shape[k] <= Integer.MAX_VALUE;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%s has shape %s; allowed are (networks, points) and (networks, points, outputs), with at least 1 point and 1 output"
              .formatted(file, Arrays.toString(shape)));
    }
    return new NpySamples(file, array, shape.length == 2 ? 1 : (int) shape[2]);
  }

  @Override
  public long networks() {
    return array.shape()[0];
  }

  @Override
  public int points() {
    return (int) array.shape()[1];
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void read(long first, int n, double[][] f) {
    boolean one = array.shape().length == 2;
    for (int p = 0; p < points(); p++) {
      for (int a = 0; a < outputs; a++) {
        double[] target = f[p * outputs + a];
        for (int m = 0; m < n; m++) {
          double value = one ? array.at(first + m, p) : array.at(first + m, p, a);
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "%s: network %d, point %d, output %d is %s; remove networks whose outputs are not finite"
                    .formatted(file, first + m, p, a, value));
          }
          target[m] = value;
        }
      }
    }
  }
}
