package org.nnft.lattice;

import java.util.Arrays;

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

  /// The state as numbers: trajectory, steps, field.
  public double[] toNumbers() {
    double[] numbers = new double[2 + field.length];
    numbers[0] = trajectory;
    numbers[1] = steps;
    System.arraycopy(field, 0, numbers, 2, field.length);
    return numbers;
  }

  /// The state that [#toNumbers] gave.
  ///
  /// @param numbers Not modified.
  /// @throws IllegalArgumentException if they are something else
  public static ChainState ofNumbers(double[] numbers) {
    boolean whole =
        numbers.length > 2
            && (numbers.length - 2) % FieldForce.REPLICAS == 0
            && numbers[0] == Math.rint(numbers[0])
            && numbers[1] == Math.rint(numbers[1]);
    if (!whole) {
      throw new IllegalArgumentException(
          "%d numbers are no state of a chain".formatted(numbers.length));
    }
    return new ChainState(
        (long) numbers[0], (int) numbers[1], Arrays.copyOfRange(numbers, 2, numbers.length));
  }
}
