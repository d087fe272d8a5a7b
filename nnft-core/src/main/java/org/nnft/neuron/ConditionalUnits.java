package org.nnft.neuron;

import java.util.Arrays;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.ParameterGroup;
import org.nnft.statistics.SymmetricSums;

/// Moments of several neurons that are independent given one normal number ξ, which their weights of one input, or their
/// biases, share.
///
///     E[Πⱼ Fⱼ(sⱼ)] = E_ξ[Πⱼ mⱼ(ξ)],   m(ξ) = E_s[F(s) L(s, ξ)],   L = Σₙ rⁿ Heₙ(s) Heₙ(ξ)/n! = (1 − r²)^(−½) e^(−[r²(s² + ξ²) − 2rsξ]/2(1 − r²))
///
/// s ~ N(0, 1) is a neuron's own number and r its correlation with ξ, so that two neurons have r₁r₂; L is Mehler's kernel,
/// the law of s given ξ over that of s. Equicorrelated neurons have r = √ρ, imaginary for ρ < 0, where ξ is no random number
/// but the identity holds as a power series for ρ > −1/(k − 1). Trapezoid rules over s, ξ and the rest of the unit converge
/// exponentially; the step shrinks until no moment changes by 10⁻¹⁰.
final class ConditionalUnits {
  private static final double REACH = 9;
  private static final double CHANGE = 1e-10;
  private static final int REFINEMENTS = 4;
  private static final double MOST_PRODUCTS = 2e10;

  /// Beyond it cancellations take digits.
  private static final double WIDEST = 5;

  /// How a neuron hangs on ξ.
  ///
  /// @param scale standard deviation of its number over that of its density
  /// @param correlation r, or |r| if imaginary
  /// @param imaginary whether r is
  record Link(double scale, double correlation, boolean imaginary) {
    double square() {
      return imaginary ? -correlation * correlation : correlation * correlation;
    }
  }

  private final HiddenLayer layer;
  private final PointSet points;
  private final SymmetricSums unit;

  /// z(x_p) = slope_p s + the rest.
  private final double[] slope;

  private final GaussianCoordinates rest;

  private ConditionalUnits(
      HiddenLayer layer,
      PointSet points,
      SymmetricSums unit,
      double[] slope,
      GaussianCoordinates rest) {
    this.layer = layer;
    this.points = points;
    this.unit = unit;
    this.slope = slope;
    this.rest = rest;
  }

  /// @param kind which of the first layer's parameters are correlated
  /// @return empty unless the unit is smooth and one number is shared
  static Optional<ConditionalUnits> of(
      HiddenLayer layer, int inputs, ParameterGroup.Kind kind, PointSet points, int highestOrder) {
    boolean smooth =
        switch (layer.activation()) {
          case Activation.Erf _,
              Activation.Gaussian _,
              Activation.Tanh _,
              Activation.Sigmoid _,
              Activation.Softplus _,
              Activation.Swish _,
              Activation.Gelu _,
              Activation.Polynomial _ ->
              true;
          case Activation.Formula(var expression) -> expression.isAnalytic();
          case Activation.Relu _,
              Activation.LeakyRelu _,
              Activation.Abs _,
              Activation.Step _,
              Activation.Sign _,
              Activation.Exp _,
              Activation.Cos _,
              Activation.Sin _,
              Activation.GaussNormalised _,
              Activation.PlaneWave _ ->
              false;
        };
    boolean ofWeights = kind == ParameterGroup.Kind.WEIGHTS;
    boolean known =
        smooth
            && (!ofWeights || inputs == 1)
            && (layer.bias() instanceof Normal || layer.bias() instanceof Constant)
            && layer.bias().mean() == 0;
    if (!known) {
      return Optional.empty();
    }
    double σ = ((Normal) layer.effectiveWeights(inputs)).standardDeviation();
    double β = layer.bias() instanceof Normal b ? b.standardDeviation() : 0;
    double[] slope = new double[points.size()];
    double[][] q = new double[points.size()][points.size()];
    for (int p = 0; p < slope.length; p++) {
      slope[p] = ofWeights ? σ * points.at(p, 0) : β;
      for (int r = 0; r < slope.length; r++) {
        q[p][r] = ofWeights ? β * β : σ * σ * points.dot(p, r);
      }
    }
    GaussianCoordinates rest = GaussianCoordinates.of(q);
    if (rest.rank() > 3) {
      return Optional.empty();
    }
    SymmetricSums unit = SymmetricSums.all(points.size(), highestOrder);
    return Optional.of(new ConditionalUnits(layer, points, unit, slope, rest));
  }

  /// Joint moments of different neurons.
  ///
  /// @return empty if they would need too many nodes, or cancel
  Optional<NeuronMoments> table(Link[] neurons) {
    double spread = 1;
    for (Link link : neurons) {
      if (link.imaginary()) {
        spread -= -link.square() / (1 - link.square());
      }
    }
    if (spread < 1 / (WIDEST * WIDEST)) {
      return Optional.empty();
    }
    SymmetricSums layout = SymmetricSums.all(neurons.length * points.size(), unit.highestOrder());
    double h = 0.7;
    double[] coarse = null;
    for (int refinement = 0; refinement <= REFINEMENTS; refinement++) {
      if (products(neurons, layout, h) > MOST_PRODUCTS) {
        return Optional.empty();
      }
      double[] fine = at(neurons, layout, h, 1 / Math.sqrt(spread));
      if (coarse != null && agree(layout, coarse, fine)) {
        return Optional.of(NeuronMoments.quadrature(layout, fine));
      }
      coarse = fine;
      h /= Math.sqrt(2);
    }
    return Optional.empty();
  }

  private double ownStep(Link link, double h) {
    double norm2 = 0;
    for (double s : slope) {
      norm2 += s * s;
    }
    double free = Math.max(1e-3, 1 - Math.max(0, link.square()));
    return h
        / Math.sqrt(
            1 + 2 * norm2 * link.scale() * link.scale() + (link.square() > 0 ? 1 / free - 1 : 0));
  }

  private double products(Link[] neurons, SymmetricSums layout, double h) {
    double inner = 1;
    for (double λ : rest.eigenvalues()) {
      inner *= 2 * REACH * Math.sqrt(1 + 2 * λ) / h;
    }
    double all = 0;
    for (Link link : neurons) {
      all += 2 * REACH / ownStep(link, h) * (inner + 2 * REACH / h) * unit.size();
    }
    return all + 2 * REACH / h * layout.size() * neurons.length;
  }

  private static boolean agree(SymmetricSums layout, double[] coarse, double[] fine) {
    for (int n = 1; n <= layout.highestOrder(); n++) {
      double largest = 1e-3;
      double change = 0;
      for (int c = layout.offset(n); c < layout.offset(n) + layout.index(n).count(); c++) {
        largest = Math.max(largest, Math.abs(fine[c]));
        change = Math.max(change, Math.abs(fine[c] - coarse[c]));
      }
      if (!(change <= CHANGE * largest)) {
        return false;
      }
    }
    return true;
  }

  private double[] at(Link[] neurons, SymmetricSums layout, double h, double width) {
    double step = h;
    for (Link link : neurons) {
      step = Math.min(step, ownStep(new Link(link.scale(), 0, false), h));
    }
    int half = (int) (REACH * width / step);
    int nodes = 2 * half + 1;
    double[][][] re = new double[neurons.length][][];
    double[][][] im = new double[neurons.length][][];
    for (int j = 0; j < neurons.length; j++) {
      int before = Arrays.asList(neurons).indexOf(neurons[j]);
      if (before < j) {
        re[j] = re[before];
        im[j] = im[before];
      } else {
        re[j] = new double[nodes][unit.size() + 1];
        im[j] = new double[neurons[j].imaginary() ? nodes : 0][unit.size() + 1];
        condition(neurons[j], h, step, re[j], im[j]);
      }
    }
    double[] moments = new double[layout.size()];
    int points = this.points.size();
    for (int n = 1; n <= layout.highestOrder(); n++) {
      SymmetricIndex index = layout.index(n);
      int[] tuple = new int[n];
      for (int c = 0; c < index.count(); c++) {
        tuple = index.at(c);
        int[] position = new int[neurons.length];
        int from = 0;
        for (int j = 0; j < neurons.length; j++) {
          int to = from;
          while (to < n && tuple[to] / points == j) {
            to++;
          }
          int[] own = Arrays.copyOfRange(tuple, from, to);
          for (int a = 0; a < own.length; a++) {
            own[a] %= points;
          }
          position[j] =
              own.length == 0
                  ? unit.size()
                  : unit.offset(own.length) + unit.index(own.length).rank(own);
          from = to;
        }
        moments[layout.offset(n) + c] = over(re, im, position, step, half);
      }
    }
    return moments;
  }

  private static double over(
      double[][][] re, double[][][] im, int[] position, double step, int half) {
    double sum = 0;
    for (int q = 0; q < 2 * half + 1; q++) {
      double ξ = (q - half) * step;
      double x = step / Math.sqrt(2 * Math.PI) * Math.exp(-ξ * ξ / 2);
      double y = 0;
      for (int j = 0; j < position.length; j++) {
        double a = re[j][q][position[j]];
        double b = im[j].length == 0 ? 0 : im[j][q][position[j]];
        double next = x * a - y * b;
        y = x * b + y * a;
        x = next;
      }
      sum += x;
    }
    return sum;
  }

  /// m(ξ) at all ξ; the last entry belongs to no leg at all and is 1.
  private void condition(Link link, double h, double step, double[][] re, double[][] im) {
    int half = re.length / 2;
    double r2 = link.square();
    for (double[] row : re) {
      row[unit.size()] = 1;
    }
    if (r2 > 1 - 1e-9) {
      for (int q = 0; q < re.length; q++) {
        double[] own = unit(Math.signum(link.correlation()) * (q - half) * step * link.scale(), h);
        System.arraycopy(own, 0, re[q], 0, own.length);
      }
      return;
    }
    double own = ownStep(link, h);
    int reach = (int) (REACH * Math.sqrt(1 - Math.min(0, r2)) / own);
    for (int i = -reach; i <= reach; i++) {
      double s = i * own;
      double[] values = unit(s * link.scale(), h);
      for (int q = 0; q < re.length; q++) {
        double ξ = (q - half) * step;
        double cross = link.correlation() * s * ξ / (1 - r2);
        double exponent =
            -s * s / 2 - r2 * (s * s + ξ * ξ) / (2 * (1 - r2)) + (link.imaginary() ? 0 : cross);
        double weight = own / Math.sqrt(2 * Math.PI * (1 - r2)) * Math.exp(exponent);
        double cos = link.imaginary() ? weight * Math.cos(cross) : weight;
        double sin = link.imaginary() ? weight * Math.sin(cross) : 0;
        for (int c = 0; c < values.length && weight != 0; c++) {
          re[q][c] = Math.fma(cos, values[c], re[q][c]);
          if (link.imaginary()) {
            im[q][c] = Math.fma(sin, values[c], im[q][c]);
          }
        }
      }
    }
  }

  /// E[h(x₁)…h(xₙ) | s], all orders.
  private double[] unit(double s, double h) {
    double[] at = new double[slope.length];
    Arrays.setAll(at, p -> slope[p] * s);
    MomentSum sum = new MomentSum(unit);
    visit(0, 1, 0, at, h, sum);
    return sum.sums();
  }

  private void visit(int k, double weight, double radius2, double[] at, double h, MomentSum sum) {
    double[] next = new double[at.length];
    if (k == rest.rank()) {
      for (int p = 0; p < at.length; p++) {
        next[p] = layer.activation().at(at[p]);
      }
      sum.add(weight, next);
      return;
    }
    double step = h / Math.sqrt(1 + 2 * rest.eigenvalues()[k]);
    int half = (int) (Math.sqrt(REACH * REACH - radius2) / step);
    for (int i = -half; i <= half; i++) {
      double ξ = i * step;
      for (int p = 0; p < at.length; p++) {
        next[p] = Math.fma(rest.factor()[p][k], ξ, at[p]);
      }
      double w = step / Math.sqrt(2 * Math.PI) * Math.exp(-ξ * ξ / 2);
      visit(k + 1, weight * w, radius2 + ξ * ξ, next, h, sum);
    }
  }
}
