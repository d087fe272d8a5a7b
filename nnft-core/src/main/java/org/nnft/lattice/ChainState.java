package org.nnft.lattice;

import java.nio.ByteBuffer;

/// Where eight replicas of a chain stand: enough to continue with the same bits. Immutable.
public final class ChainState {
  private final long trajectory;
  private final int steps;
  private final double[] field;

  /// @param trajectory number of the next trajectory, which addresses its random numbers
  /// @param steps of the integrator, as tuned
  /// @param field eight interleaved replicas. Not modified.
  ChainState(long trajectory, int steps, double[] field) {
    if (trajectory < 0 || steps < 1) {
      throw new IllegalArgumentException(
          "a chain stands at trajectory ≥ 0 with ≥ 1 steps, got %d and %d"
              .formatted(trajectory, steps));
    }
    this.trajectory = trajectory;
    this.steps = steps;
    this.field = field.clone();
  }

  /// Number of the next trajectory.
  public long trajectory() {
    return trajectory;
  }

  /// Steps of the integrator.
  public int steps() {
    return steps;
  }

  /// Eight interleaved replicas, a copy: entry 8x + r is replica r at site x.
  public double[] field() {
    return field.clone();
  }

  /// The state as bytes.
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(16 + 8 * field.length);
    buffer.putLong(trajectory).putInt(steps).putInt(field.length);
    for (double φ : field) {
      buffer.putDouble(φ);
    }
    return buffer.array();
  }

  /// The state that [#toBytes] wrote.
  ///
  /// @param bytes Not modified.
  /// @throws IllegalArgumentException if they are something else
  public static ChainState ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < 16 || bytes.length != 16 + 8L * buffer.getInt(12)) {
      throw new IllegalArgumentException(
          "%d bytes are no state of a chain; remove the file to start again"
              .formatted(bytes.length));
    }
    long trajectory = buffer.getLong();
    int steps = buffer.getInt();
    double[] field = new double[buffer.getInt()];
    for (int i = 0; i < field.length; i++) {
      field[i] = buffer.getDouble();
    }
    return new ChainState(trajectory, steps, field);
  }
}
