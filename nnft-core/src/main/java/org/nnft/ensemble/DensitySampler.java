package org.nnft.ensemble;

import org.nnft.math.Lanes;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;
import org.nnft.network.RadialLaw;
import org.nnft.random.WordStream;

/// Random words to parameters, by inverse distribution functions where there is one.
///
/// | law | words | map |
/// |-----|-------|-----|
/// | normal, uniform, Rademacher | 1 | inverse distribution function |
/// | Laplace | 1 | ∓ ln(1 − 2abs(u − ½)) |
/// | Student-t | 2 | √(ν(u^(−2/ν) − 1)) cos 2πv (Bailey, Math. Comp. 62, 1994) |
/// | sphere in ℝⁿ | n | normals over their norm |
/// | ball in ℝⁿ | n + 1 | sphere times u^(1/n) |
/// | propagator in ℝⁿ | n + 1 | sphere times the quantile of [RadialLaw] |
/// | constant | 0 | |
///
/// Mutable scratch of one thread.
final class DensitySampler {
  private final Lanes lanes;
  private final double[] scratch;

  DensitySampler(Lanes lanes, int capacity) {
    this.lanes = lanes;
    this.scratch = new double[capacity];
  }

  /// Draws one scalar parameter of n networks.
  void draw(IndependentDensity density, WordStream words, double[] θ, int n) {
    switch (density) {
      case Normal d -> {
        lanes.normal(words.next(), θ, n);
        if (d.standardDeviation() != 1 || d.mean() != 0) {
          lanes.affine(d.standardDeviation(), θ, d.mean(), θ, n);
        }
      }
      case Uniform d -> {
        lanes.uniform(words.next(), θ, n);
        lanes.affine(2 * d.halfWidth(), θ, d.mean() - d.halfWidth(), θ, n);
      }
      case Laplace d -> {
        lanes.uniform(words.next(), θ, n);
        lanes.affine(1, θ, -0.5, θ, n);
        lanes.abs(θ, scratch, n);
        lanes.affine(-2, scratch, 1, scratch, n);
        lanes.log(scratch, scratch, n);
        lanes.select(θ, -d.scale(), 0, d.scale(), θ, n);
        lanes.multiply(θ, scratch, θ, n);
        lanes.affine(1, θ, d.mean(), θ, n);
      }
      case StudentT d -> {
        double ν = d.degreesOfFreedom();
        lanes.uniform(words.next(), θ, n);
        lanes.log(θ, θ, n);
        lanes.affine(-2 / ν, θ, 0, θ, n);
        lanes.exp(θ, θ, n);
        lanes.affine(ν, θ, -ν, θ, n);
        lanes.max(θ, 0, θ, n);
        lanes.sqrt(θ, θ, n);
        lanes.uniform(words.next(), scratch, n);
        lanes.affine(2 * Math.PI, scratch, 0, scratch, n);
        lanes.cos(scratch, scratch, n);
        lanes.multiply(θ, scratch, θ, n);
        lanes.affine(d.scale(), θ, d.mean(), θ, n);
      }
      case Rademacher d -> {
        lanes.sign(words.next(), θ, n);
        lanes.affine(d.scale(), θ, d.mean(), θ, n);
      }
      case Constant d -> lanes.fill(d.value(), θ, n);
    }
  }

  /// Draws one row of weights of n networks.
  ///
  /// @param row fan-in arrays. Modified.
  void drawRow(ParameterDensity density, WordStream words, double[][] row, int n) {
    switch (density) {
      case IndependentDensity d -> {
        for (double[] weight : row) {
          draw(d, words, weight, n);
        }
      }
      case ParameterDensity.Sphere d -> {
        drawDirection(words, row, n);
        for (double[] weight : row) {
          lanes.affine(d.radius(), weight, 0, weight, n);
        }
      }
      case ParameterDensity.Ball d -> {
        drawDirection(words, row, n);
        lanes.uniform(words.next(), scratch, n);
        lanes.log(scratch, scratch, n);
        lanes.affine(1.0 / row.length, scratch, 0, scratch, n);
        lanes.exp(scratch, scratch, n);
        lanes.affine(d.radius(), scratch, 0, scratch, n);
        scale(row, n);
      }
      case ParameterDensity.Propagator d -> {
        drawDirection(words, row, n);
        lanes.uniform(words.next(), scratch, n);
        RadialLaw law = RadialLaw.of(d, row.length);
        for (int i = 0; i < n; i++) {
          scratch[i] = law.quantile(scratch[i]);
        }
        scale(row, n);
      }
    }
  }

  private void scale(double[][] row, int n) {
    for (double[] weight : row) {
      lanes.multiply(weight, scratch, weight, n);
    }
  }

  private void drawDirection(WordStream words, double[][] row, int n) {
    lanes.fill(0, scratch, n);
    for (double[] weight : row) {
      lanes.normal(words.next(), weight, n);
      lanes.fma(weight, weight, scratch, scratch, n);
    }
    lanes.sqrt(scratch, scratch, n);
    for (double[] weight : row) {
      lanes.divide(weight, scratch, weight, n);
    }
  }
}
