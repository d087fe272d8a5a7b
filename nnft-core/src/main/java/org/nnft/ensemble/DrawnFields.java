package org.nnft.ensemble;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;

/// The outputs of an ensemble that nnft draws, network by network, for what power sums cannot tell.
///
/// The networks are those of [Ensemble] with the same field and seed, whatever the points: two sets of points
/// see the same networks. Immutable; safe for several threads.
public final class DrawnFields implements FieldSamples {
  /// Most networks evaluated at a time; changes no bits.
  private static final int CAPACITY = 128;

  private final NeuralField field;
  private final PointSet points;
  private final long networks;
  private final StreamKey key;

  private DrawnFields(NeuralField field, PointSet points, long networks, StreamKey key) {
    this.field = field;
    this.points = points;
    this.networks = networks;
    this.key = key;
  }

  /// @param networks M ≥ 1
  /// @throws IllegalArgumentException if the points have another dimension than the field's inputs, or if
  ///     the joint law of the parameters cannot be sampled
  public static DrawnFields of(NeuralField field, PointSet points, long networks, long seed) {
    field.requireInputs(points);
    if (networks < 1) {
      throw new IllegalArgumentException("networks must be at least 1, got " + networks);
    }
    StreamKey key = StreamKey.of(seed, field.toString());
    JointTile.requirePossible(field, key, Lanes.best());
    return new DrawnFields(field, points, networks, key);
  }

  @Override
  public long networks() {
    return networks;
  }

  @Override
  public int points() {
    return points.size();
  }

  @Override
  public int outputs() {
    return field.outputs();
  }

  @Override
  public void read(long first, int n, double[][] f) {
    Reader reader = tapped(ParameterTap.NONE);
    int capacity = reader.capacity();
    double[][] tile = new double[f.length][capacity];
    for (int done = 0; done < n; done += capacity) {
      int count = Math.min(capacity, n - done);
      reader.read(first + done, count, tile);
      for (int i = 0; i < f.length; i++) {
        System.arraycopy(tile[i], 0, f[i], done, count);
      }
    }
  }

  /// The same networks with their parameters seen, or moved, before use.
  public Reader tapped(ParameterTap tap) {
    return new Reader(tap);
  }

  /// Reads networks one tile after another. Mutable scratch of one thread.
  public final class Reader {
    private final ParameterTap tap;
    private final int capacity;

    /// Independent parameters are drawn as they are needed, correlated ones all at once.
    private final @Nullable NetworkTile independent;

    private final @Nullable JointTile joint;

    private Reader(ParameterTap tap) {
      this.tap = tap;
      if (field.isIndependent()) {
        this.capacity = CAPACITY;
        this.independent = new NetworkTile(field, points, key, Lanes.best(), capacity);
        this.joint = null;
      } else {
        this.capacity = Math.min(CAPACITY, JointTile.capacity(field, points, outputs()));
        this.independent = null;
        this.joint = new JointTile(field, points, key, Lanes.best(), capacity);
      }
    }

    /// Largest number of networks per call.
    public int capacity() {
      return capacity;
    }

    /// Copies networks first … first + n − 1.
    ///
    /// @param n at most [#capacity()]
    /// @param f P·D arrays, component a of point p at p·D + a; entries 0…n−1 are modified
    public void read(long first, int n, double[][] f) {
      if (independent != null) {
        independent.outputs(first, n, f, tap);
      } else {
        JointTile tile = Objects.requireNonNull(joint);
        tile.draw(first, n, true);
        tile.outputs(n, f, tap);
      }
    }
  }
}
