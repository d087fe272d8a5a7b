package org.nnft.ensemble;

import org.nnft.field.PointSet;

/// The outputs of an ensemble that nnft draws, network by network, as if they had been made elsewhere.
///
/// Every network has its address, so the same parameters stand behind every set of points: differences between
/// points are differences of the same networks.
final class DrawnSamples implements FieldSamples {
  private final Ensemble ensemble;
  private final PointSet points;
  private final ThreadLocal<DrawnFields.Reader> reader;

  DrawnSamples(Ensemble ensemble, PointSet points) {
    this.ensemble = ensemble;
    this.points = points;
    DrawnFields fields =
        DrawnFields.of(ensemble.field(), points, ensemble.networks(), ensemble.seed());
    this.reader = ThreadLocal.withInitial(() -> fields.reader(ensemble.precision()));
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
    DrawnFields.Reader own = reader.get();
    int capacity = own.capacity();
    double[][] part = new double[f.length][capacity];
    for (int done = 0; done < n; done += capacity) {
      int count = Math.min(capacity, n - done);
      own.read(first + done, count, part);
      for (int p = 0; p < f.length; p++) {
        System.arraycopy(part[p], 0, f[p], done, count);
      }
    }
  }
}
