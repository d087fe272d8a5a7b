package org.nnft.ensemble;

import org.nnft.field.PointSet;
import org.nnft.random.StreamKey;

/// The outputs of an ensemble that nnft draws, network by network, as if they had been made elsewhere.
///
/// Every network has its address, so the same parameters stand behind every set of points: differences between
/// points are differences of the same networks.
final class DrawnSamples implements FieldSamples {
  private static final int CAPACITY = 128;

  private final Ensemble ensemble;
  private final PointSet points;
  private final ThreadLocal<NetworkTile> tile;

  DrawnSamples(Ensemble ensemble, PointSet points) {
    this.ensemble = ensemble;
    this.points = points;
    StreamKey key = StreamKey.of(ensemble.seed(), ensemble.field().toString());
    this.tile =
        ThreadLocal.withInitial(
            () -> new NetworkTile(ensemble.field(), points, key, ensemble.lanes(), CAPACITY));
  }

  @Override
  public long networks() {
    return ensemble.networks();
  }

  @Override
  public int points() {
    return points.size();
  }

  @Override
  public int outputs() {
    return ensemble.field().outputs();
  }

  @Override
  public void read(long first, int n, double[][] f) {
    double[][] part = new double[f.length][CAPACITY];
    for (int done = 0; done < n; done += CAPACITY) {
      int count = Math.min(CAPACITY, n - done);
      tile.get().outputs(first + done, count, part);
      for (int p = 0; p < f.length; p++) {
        System.arraycopy(part[p], 0, f[p], done, count);
      }
    }
  }
}
