package org.nnft.markov;

import java.util.Arrays;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.SymmetricSums;

/// Field configurations at m points in the order of a Markov chain.
public final class MarkovChain {
  private final double[][] samples;
  private final ChainRecord record;

  /// @param samples m rows, one entry for each step. Kept.
  /// @param record how the chain moved
  private MarkovChain(double[][] samples, ChainRecord record) {
    this.samples = samples;
    this.record = record;
  }

  /// Runs a sampler from x = 0 and keeps the field φ = Lx of every step.
  ///
  /// @param toField L. Not modified.
  /// @param steps ≥ 1
  public static MarkovChain of(MarkovSampler sampler, double[][] toField, int steps) {
    double[][] samples = new double[toField.length][steps];
    ChainRecord record =
        sampler.run(
            steps, new double[toField[0].length], (step, x) -> place(samples, toField, step, x));
    return new MarkovChain(samples, record);
  }

  /// A chain that was run in pieces.
  ///
  /// @param x coordinates after every step, one row each. Not modified.
  /// @param toField L. Not modified.
  /// @param energyErrors ΔH of every step. Not modified.
  /// @param acceptance share of accepted steps
  public static MarkovChain of(
      double[][] x, double[][] toField, double[] energyErrors, double acceptance) {
    double[][] samples = new double[toField.length][x.length];
    for (int step = 0; step < x.length; step++) {
      place(samples, toField, step, x[step]);
    }
    return new MarkovChain(samples, new ChainRecord(energyErrors.clone(), acceptance));
  }

  /// φ = Lx.
  private static void place(double[][] samples, double[][] toField, int step, double[] x) {
    for (int i = 0; i < toField.length; i++) {
      double φ = 0;
      for (int a = 0; a < x.length; a++) {
        φ = Math.fma(toField[i][a], x[a], φ);
      }
      samples[i][step] = φ;
    }
  }

  /// Number of points m.
  public int points() {
    return samples.length;
  }

  /// Number of steps.
  public int steps() {
    return record.steps();
  }

  /// Share of accepted trajectories.
  public double acceptance() {
    return record.acceptance();
  }

  /// φ at a point and a step.
  public double at(int point, int step) {
    return samples[point][step];
  }

  /// ⟨e^(−ΔH)⟩, which is 1 for an area-preserving reversible integrator (Creutz, Phys. Rev. D 38, 1988).
  public GammaMethod exponentialOfEnergyError() {
    return record.exponentialOfEnergyError();
  }

  /// G⁽ⁿ⁾ = ⟨φ(i₁)…φ(iₙ)⟩ with its autocorrelation time.
  ///
  /// @param tuple point indices. Not modified.
  public GammaMethod correlator(int... tuple) {
    double[] series = new double[steps()];
    Arrays.fill(series, 1);
    for (int i : tuple) {
      for (int t = 0; t < series.length; t++) {
        series[t] *= samples[i][t];
      }
    }
    return GammaMethod.of(series);
  }

  /// Connected correlators of even order from blocks of consecutive steps, odd ones taken as 0.
  ///
  /// Blocks count as independent, so each should be 50 autocorrelation times long or more. Plug-in cumulants,
  /// whose bias is of the order of the squared errors.
  ///
  /// @param highestOrder even
  /// @param blocks ≥ 2
  public Sampled connected(int highestOrder, int blocks) {
    SymmetricSums layout = SymmetricSums.even(points(), highestOrder);
    int length = steps() / blocks;
    if (blocks < 2 || length < 1) {
      throw new IllegalArgumentException(
          "a chain of %d steps has 2 to %d blocks, got %d".formatted(steps(), steps(), blocks));
    }
    double[][] sums = new double[blocks][layout.size()];
    long[] counts = new long[blocks];
    Arrays.fill(counts, length);
    for (int order = 2; order <= highestOrder; order += 2) {
      SymmetricIndex index = layout.index(order);
      for (int c = 0; c < index.count(); c++) {
        int[] tuple = index.at(c);
        for (int t = 0; t < blocks * length; t++) {
          double product = 1;
          for (int i : tuple) {
            product *= samples[i][t];
          }
          sums[t / length][layout.offset(order) + c] += product;
        }
      }
    }
    double[] means = Jackknife.total(sums);
    Arrays.setAll(means, c -> means[c] / ((double) blocks * length));
    CumulantRecursion recursion = CumulantRecursion.on(layout);
    return new Sampled(
        layout, recursion.cumulants(means), Jackknife.of(sums, counts, recursion::cumulants));
  }

  /// Connected correlators of a chain with their fluctuations.
  public static final class Sampled {
    private final SymmetricSums layout;
    private final double[] values;
    private final Jackknife jackknife;

    private Sampled(SymmetricSums layout, double[] values, Jackknife jackknife) {
      this.layout = layout;
      this.values = values;
      this.jackknife = jackknife;
    }

    /// Where each component stands.
    public SymmetricSums layout() {
      return layout;
    }

    /// G_c at a position of the layout.
    public double value(int position) {
      return values[position];
    }

    /// Fluctuations of all components, by position.
    public Jackknife jackknife() {
      return jackknife;
    }
  }
}
