package org.nnft.ensemble;

import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.kernel.DualActivation;
import org.nnft.kernel.ExponentialUnit;
import org.nnft.kernel.NngpKernel;
import org.nnft.kernel.WaveUnit;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

/// What the kernel recursion knows of a deep network: control variates of known mean zero.
///
/// With Gaussian weights the covariance that layer l hands on, Gˡ = σ_b² + σ_w² · mean of h h, has at every width
///
///     E[Gˡ | Gˡ⁻¹] = R(Gˡ⁻¹),   so   Dˡ = Gˡ − R(Gˡ⁻¹)   has   E[Dˡ | Gˡ⁻¹] = 0,   E[Dˡ Dᵏ] = 0 for k ≠ l
///
/// R is one step of the recursion whose fixed orbit Kˡ is the infinite width. To first order in its fluctuations the
/// last covariance is K + X, X = Σ_l T_l Dˡ, with T_l the derivative of the steps above layer l at K. Any fixed T gives
/// the same expectations, this one the least noise:
///
/// | wanted | contribution of a network | fluctuates like |
/// |--------|---------------------------|-----------------|
/// | E G | G̃ = G − X | 1/N, not 1/√N |
/// | E δδ, δ = G − K | δδ − XX + Σ_l S_l, S_l = sample covariance of T_l h h over the units of layer l, over N | N^(−3/2), not 1/N |
///
/// Units of one layer are independent and alike given the layer below, hence E S_l = E (T_l Dˡ)(T_l Dˡ), unbiased at
/// every width. So a time to error falls by the order of N. Derivation: martingale differences; the recursion is that of
/// Roberts, Yaida, Hanin (2106.10165), which they expand in 1/N and which here is exact.
final class KernelControl {
  /// Of a network's correlators; beyond, products of three covariances would need controls of their own.
  static final int HIGHEST_ORDER = 4;

  /// Products of four points per unit, in units of its own cost N·P, up to which controls pay.
  private static final double COST = 8;

  /// Step of differences relative to the kernel: T need not be sharp.
  private static final double STEP = 1e-4;

  private final List<Activation> activations;
  private final double[] weights;
  private final double[] biases;
  private final double[][] kernels;
  private final double[][][] transports;

  private KernelControl(
      List<Activation> activations, double[] weights, double[] biases, int pairs) {
    this.activations = activations;
    this.weights = weights;
    this.biases = biases;
    this.kernels = new double[weights.length][pairs];
    this.transports = new double[weights.length][pairs][3];
  }

  /// Whether the recursion is known in closed form, and is exact.
  static boolean isPossible(NeuralField field) {
    List<HiddenLayer> hidden = field.hidden();
    return field.depth() > 1
        && field.isIndependent()
        && field.hasGaussianReadout()
        && hidden.stream().allMatch(layer -> layer.width() > 1)
        && isFirstKnown(field)
        && hidden.subList(1, hidden.size()).stream().allMatch(KernelControl::isKnown);
  }

  /// Whether it saves time: the products of four points must not cost much more than the network.
  static boolean pays(NeuralField field, PointSet points, int highestOrder) {
    double p = points.size();
    // Multisets of four points; thousands of points have more than an int counts.
    double products = p * (p + 1) * (p + 2) * (p + 3) / 24;
    return highestOrder <= HIGHEST_ORDER
        && isPossible(field)
        && products <= COST * field.width() * points.size();
  }

  private static boolean isFirstKnown(NeuralField field) {
    HiddenLayer first = field.hidden().getFirst();
    return WaveUnit.of(first, field.inputs()).isPresent()
        || ExponentialUnit.of(first, field.inputs()).isPresent()
        || NngpKernel.isGaussian(first) && !(first.activation() instanceof Activation.Formula);
  }

  private static boolean isKnown(HiddenLayer layer) {
    return layer.weights() instanceof Normal w
        && w.mean() == 0
        && layer.bias().mean() == 0
        && (layer.bias() instanceof Normal || layer.bias() instanceof Constant)
        && isClosed(layer.activation());
  }

  /// Whether E[g(z₁)g(z₂)] is a formula, which costs less than a unit.
  private static boolean isClosed(Activation activation) {
    return switch (activation) {
      case Activation.Relu _,
          Activation.LeakyRelu _,
          Activation.Abs _,
          Activation.Step _,
          Activation.Sign _,
          Activation.Erf _,
          Activation.Gaussian _,
          Activation.Gelu _,
          Activation.Cos _,
          Activation.Sin _ ->
          true;
      case Activation.Exp _,
          Activation.GaussNormalised _,
          Activation.PlaneWave _,
          Activation.Tanh _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Polynomial _,
          Activation.Formula _ ->
          false;
    };
  }

  static KernelControl of(NeuralField field, PointSet points) {
    List<HiddenLayer> hidden = field.hidden();
    int depth = hidden.size();
    double[] weights = new double[depth];
    double[] biases = new double[depth];
    for (int l = 0; l < depth - 1; l++) {
      HiddenLayer next = hidden.get(l + 1);
      int fanIn = field.fanIn(l + 1);
      weights[l] = fanIn * next.effectiveWeights(fanIn).componentVariance(fanIn);
      biases[l] = next.bias().variance();
    }
    weights[depth - 1] =
        field.width() * field.readout().effectiveWeights(0, field.width()).variance();
    biases[depth - 1] = field.readout().bias().variance();
    SymmetricIndex pairs = SymmetricIndex.of(points.size(), 2);
    List<Activation> activations = hidden.stream().map(HiddenLayer::activation).toList();
    var control = new KernelControl(activations, weights, biases, pairs.count());
    double[][] kernels = control.kernels;
    double[][] first = firstMoments(field, points);
    for (int a = 0; a < pairs.count(); a++) {
      int[] pair = pairs.at(a);
      kernels[0][a] = Math.fma(weights[0], first[pair[0]][pair[1]], biases[0]);
    }
    for (int l = 1; l < depth; l++) {
      for (int a = 0; a < pairs.count(); a++) {
        int[] on = on(pairs, a);
        double[] k = kernels[l - 1];
        kernels[l][a] = control.next(l, k[on[0]], k[on[1]], k[on[2]]);
      }
    }
    control.transport(pairs);
    return control;
  }

  /// E[h h] of the first layer.
  private static double[][] firstMoments(NeuralField field, PointSet points) {
    Readout one = new Readout(1, Parameterisation.BARE, new Normal(0, 1), new Constant(0));
    HiddenLayer first = field.hidden().getFirst().withWidth(1);
    return NngpKernel.of(new NeuralField(field.inputs(), List.of(first), one), points);
  }

  /// Positions of (pp), (pq), (qq).
  static int[] on(SymmetricIndex pairs, int a) {
    int[] pair = pairs.at(a);
    return new int[] {pairs.rank(pair[0], pair[0]), a, pairs.rank(pair[1], pair[1])};
  }

  int depth() {
    return weights.length;
  }

  /// σ_w² of what follows layer l: width times the variance of an effective weight.
  double weight(int l) {
    return weights[l];
  }

  /// σ_b² of what follows layer l.
  double bias(int l) {
    return biases[l];
  }

  /// Kˡ per pair of points. Not to be modified.
  double[] kernel(int l) {
    return kernels[l];
  }

  /// T_l per pair p ≤ q: what of (pp), (pq), (qq) it takes; for p = q the first alone. Not to be modified.
  double[][] transport(int l) {
    return transports[l];
  }

  /// R(G)_pq, the expectation of what layer l hands on.
  ///
  /// @param l ≥ 1
  double next(int l, double pp, double pq, double qq) {
    double moment = DualActivation.of(activations.get(l), pp, pq, qq).value();
    return Math.fma(weights[l], moment, biases[l]);
  }

  private void transport(SymmetricIndex pairs) {
    int last = depth() - 1;
    for (double[] row : transports[last]) {
      row[1] = 1;
    }
    for (int a = 0; a < pairs.count(); a++) {
      if (isDiagonal(pairs, a)) {
        transports[last][a] = new double[] {1, 0, 0};
      }
    }
    for (int l = last - 1; l >= 0; l--) {
      for (int a = 0; a < pairs.count(); a++) {
        int[] on = on(pairs, a);
        double[] above = transports[l + 1][a];
        double[] own = slopes(l + 1, pairs, a);
        double[] row = transports[l][a];
        if (isDiagonal(pairs, a)) {
          row[0] = above[0] * own[0];
        } else {
          row[0] = above[0] * slopes(l + 1, pairs, on[0])[0] + above[1] * own[0];
          row[1] = above[1] * own[1];
          row[2] = above[2] * slopes(l + 1, pairs, on[2])[0] + above[1] * own[2];
        }
      }
    }
  }

  private static boolean isDiagonal(SymmetricIndex pairs, int a) {
    int[] pair = pairs.at(a);
    return pair[0] == pair[1];
  }

  /// ∂R_pq/∂(G_pp, G_pq, G_qq) at K, by central differences; where R has an edge, at coinciding points, whatever is
  /// finite.
  private double[] slopes(int l, SymmetricIndex pairs, int a) {
    int[] on = on(pairs, a);
    double[] k = kernels[l - 1];
    double step = STEP * Math.sqrt(k[on[0]] * k[on[2]]);
    double[] slopes = new double[3];
    if (step == 0) {
      return slopes;
    }
    double[] g = {k[on[0]], k[on[1]], k[on[2]]};
    for (int c = 0; c < 3; c++) {
      double[] up = g.clone();
      double[] down = g.clone();
      for (int e = 0; e < 3; e++) {
        // On the diagonal the three are one.
        if (e == c || isDiagonal(pairs, a)) {
          up[e] += step;
          down[e] -= step;
        }
      }
      slopes[c] = (next(l, up[0], up[1], up[2]) - next(l, down[0], down[1], down[2])) / (2 * step);
    }
    return slopes;
  }
}
