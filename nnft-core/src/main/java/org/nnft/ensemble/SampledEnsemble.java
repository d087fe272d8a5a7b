package org.nnft.ensemble;

import org.nnft.math.Lanes;
import org.nnft.statistics.SymmetricSums;

/// An ensemble of which only the outputs are known, measured like one that nnft draws.
///
/// @param samples the outputs
/// @param estimator [Estimator#OUTPUTS], or [Estimator#ANTITHETIC] if f and −f are known to have the same law
/// @param highestOrder highest order of the correlators, 1…8
public record SampledEnsemble(FieldSamples samples, Estimator estimator, int highestOrder) {

  /// Networks per tile; changes no bits.
  private static final int CAPACITY = 128;

  public SampledEnsemble {
    if (highestOrder < 1 || highestOrder > 8) {
      throw new IllegalArgumentException(
          "correlators are measured for orders 1 to 8, got " + highestOrder);
    }
    if (estimator != Estimator.OUTPUTS && estimator != Estimator.ANTITHETIC) {
      throw new IllegalArgumentException(
          "estimator %s needs the hidden units, which outputs do not tell; use OUTPUTS"
              .formatted(estimator));
    }
  }

  /// The work that measuring takes, block by block.
  ///
  /// @throws IllegalArgumentException if the sums do not fit
  public EnsembleRun over() {
    int symbols = Math.multiplyExact(samples.points(), samples.outputs());
    SymmetricSums layout = estimator.layout(symbols, highestOrder);
    Plan plan = Plan.of(samples.networks(), layout.size());
    return new EnsembleRun(
        estimator,
        CorrelatorMap.OfNetworks.on(layout),
        layout.size(),
        plan,
        () -> new Blocks(samples, layout));
  }

  private static final class Blocks implements BlockSource {
    private final FieldSamples samples;
    private final ProductSums sums;
    private final double[][] f;

    Blocks(FieldSamples samples, SymmetricSums layout) {
      this.samples = samples;
      this.sums = new ProductSums(layout, Lanes.best());
      this.f = new double[layout.symbols()][CAPACITY];
    }

    @Override
    public double[] sums(long first, long count) {
      sums.clear();
      for (long done = 0; done < count; done += CAPACITY) {
        int n = (int) Math.min(CAPACITY, count - done);
        samples.read(first + done, n, f);
        sums.accept(f, n);
      }
      return sums.result();
    }
  }
}
