package org.nnft.ensemble;

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
  private final long seed;
  private final StreamKey key;

  private DrawnFields(NeuralField field, PointSet points, long networks, long seed, StreamKey key) {
    this.field = field;
    this.points = points;
    this.networks = networks;
    this.seed = seed;
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
    return new DrawnFields(field, points, networks, seed, key);
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
    Reader reader = reader(Precision.DOUBLE);
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

  /// The networks of [Ensemble] in this precision.
  ///
  /// @throws IllegalArgumentException if parameters are correlated and precision is single
  public Reader reader(Precision precision) {
    precision.requireFor(field);
    return precision == Precision.DOUBLE ? tapped(ParameterTap.NONE) : independent(precision);
  }

  /// As many networks of the same law, drawn as [Draw#LAYERS] says: at other points they are other networks.
  ///
  /// @throws IllegalArgumentException if that is not exact for this field
  public Reader byLayers(Precision precision) {
    if (!Draw.LAYERS.isExactFor(field)) {
      throw new IllegalArgumentException(
          "drawing by layers is for %s; use reader(…)".formatted(Draw.LAYERS.condition()));
    }
    StreamKey own = StreamKey.of(seed, field + Draw.LAYERS.stream());
    int capacity = LayerTile.capacity(points, points.size() * outputs());
    FieldTile tile = new LayerTile(field, points, own, precision, Lanes.best(), capacity);
    return new Reader(capacity, tile::outputs);
  }

  private Reader independent(Precision precision) {
    int capacity = NetworkBlocks.capacity(field, points, points.size() * outputs());
    FieldTile tile = NetworkBlocks.tile(precision, field, points, key, Lanes.best(), capacity);
    return new Reader(capacity, tile::outputs);
  }

  /// The networks in double precision with their parameters seen, or moved, before use.
  public Reader tapped(ParameterTap tap) {
    // Independent parameters are drawn as they are needed, correlated ones all at once.
    if (field.isIndependent()) {
      int capacity = NetworkBlocks.capacity(field, points, points.size() * outputs());
      if (field.depth() > 1) {
        DeepTile tile = new DeepTile(field, points, key, Lanes.best(), capacity);
        return new Reader(capacity, (first, n, f) -> tile.outputs(first, n, f, tap));
      }
      NetworkTile tile = new NetworkTile(field, points, key, Lanes.best(), capacity);
      return new Reader(capacity, (first, n, f) -> tile.outputs(first, n, f, tap));
    }
    int capacity = Math.min(CAPACITY, JointTile.capacity(field, points, outputs()));
    JointTile tile = new JointTile(field, points, key, Lanes.best(), capacity);
    return new Reader(
        capacity,
        (first, n, f) -> {
          tile.draw(first, n, true);
          tile.outputs(n, f, tap);
        });
  }

  @FunctionalInterface
  private interface Tile {
    void outputs(long first, int n, double[][] f);
  }

  /// Reads networks one tile after another. Mutable scratch of one thread.
  public static final class Reader {
    private final int capacity;
    private final Tile tile;

    private Reader(int capacity, Tile tile) {
      this.capacity = capacity;
      this.tile = tile;
    }

    /// Largest number of networks per call.
    public int capacity() {
      return capacity;
    }

    /// Copies networks first … first + n − 1.
    ///
    /// @param n at most [#capacity()]
    /// @param f P·D arrays of [#capacity()] numbers, component a of point p at p·D + a; entries 0…n−1 are
    ///     modified, others may be
    public void read(long first, int n, double[][] f) {
      tile.outputs(first, n, f);
    }
  }
}
