package org.nnft.neuron;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.Elementary;
import org.nnft.network.Activation;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Ball;
import org.nnft.network.ParameterDensity.Propagator;
import org.nnft.network.ParameterDensity.Sphere;
import org.nnft.network.RadialLaw;

/// The joint law of one hidden unit at all points, as nodes and weights: E F(h(x₁)…h(x_P)) ≈ Σⱼ wⱼ F(hⱼ).
///
/// | unit | nodes |
/// |------|-------|
/// | smooth in a Gaussian pre-activation of rank 1 to 3 | trapezoid rule in the ball of radius [#REACH] |
/// | relu, leaky relu, abs, step, sign; Gaussian, rank 1 or 2 | directions u between the kinks; h = g(L u) |
/// | cos, sin, plane wave of uniform phase; normal weights, or |w| with a density in d = 1, 2 | momentum × phase |
///
/// Where the unit is homogeneous of degree 1, h = r g(Lu) with r a chi variable of [#radialFreedom()] degrees of
/// freedom, to be integrated by who uses the law. The finer the resolution, the smaller the error; whoever uses
/// the law compares two.
public final class JointUnitLaw {
  /// In standard deviations.
  private static final double REACH = 9.5;

  /// Nodes of weight 0 on an arc, ends included, so that suprema over directions are seen to 10⁻⁵.
  private static final int PROBES = 256;

  private static final long MOST_NODES = 1 << 21;
  private static final GaussIntegrator RADIAL = new GaussIntegratorFactory().legendre(32);

  private final int points;
  private final int radialFreedom;
  private double[] weights = new double[64];
  private double[][] values = new double[64][];
  private int size;

  private JointUnitLaw(int points, int radialFreedom) {
    this.points = points;
    this.radialFreedom = radialFreedom;
  }

  /// @param layer the first and only hidden layer
  /// @param inputs d, its fan-in
  /// @param resolution ≥ 1; nodes grow like its power of the number of dimensions
  /// @throws IllegalArgumentException if no such nodes are known, or there are too many of them
  public static JointUnitLaw of(HiddenLayer layer, int inputs, PointSet points, double resolution) {
    boolean wave =
        switch (layer.activation()) {
          case Activation.Cos _, Activation.Sin _, PlaneWave _ -> hasUniformPhase(layer);
          default -> false;
        };
    if (wave) {
      return waves(layer, layer.effectiveWeights(inputs), points, resolution);
    }
    if (!NngpKernel.isGaussian(layer) || layer.activation() instanceof PlaneWave) {
      throw unknown(layer, "use normal weights and bias of mean 0, or waves of uniform phase");
    }
    double[][] q = NngpKernel.preActivation(inputs, layer, points);
    GaussianCoordinates z = GaussianCoordinates.of(q);
    return switch (layer.activation()) {
      case Activation.Relu _, Activation.LeakyRelu _, Activation.Abs _ ->
          directions(layer, z, z.rank(), resolution);
      case Activation.Step _, Activation.Sign _ -> directions(layer, z, 0, resolution);
      default -> gaussian(layer, z, q, resolution);
    };
  }

  private static IllegalArgumentException unknown(HiddenLayer layer, String remedy) {
    return new IllegalArgumentException(
        "the joint law of a unit %s with weights %s and bias %s at these points is not known; %s, or sample"
            .formatted(layer.activation(), layer.weights(), layer.bias(), remedy));
  }

  private static boolean hasUniformPhase(HiddenLayer layer) {
    return layer.bias() instanceof Uniform b
        && Math.abs(Math.IEEEremainder(b.halfWidth(), Math.PI)) < 1e-12;
  }

  private void add(double weight, double[] h) {
    if (size == weights.length) {
      if (2L * size > MOST_NODES) {
        throw new IllegalArgumentException(
            "the joint law of a unit at these points needs more than %,d nodes; use fewer points or dimensions, a lower cutoff, or sample"
                .formatted(MOST_NODES));
      }
      weights = Arrays.copyOf(weights, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    weights[size] = weight;
    values[size++] = h;
  }

  private static JointUnitLaw directions(
      HiddenLayer layer, GaussianCoordinates z, int radialFreedom, double resolution) {
    if (z.rank() > 2) {
      throw unknown(
          layer, "its pre-activations have rank %d, at most 2 is known".formatted(z.rank()));
    }
    JointUnitLaw law = new JointUnitLaw(z.factor().length, radialFreedom);
    UnaryOperator<double[]> unit = u -> apply(layer.activation(), z.factor(), u);
    if (z.rank() == 1) {
      law.add(0.5, unit.apply(new double[] {1}));
      law.add(0.5, unit.apply(new double[] {-1}));
      return law;
    }
    double[] cuts = ConeQuadrature.cuts(z);
    GaussIntegrator rule = new GaussIntegratorFactory().legendre((int) Math.ceil(24 * resolution));
    for (int arc = 0; arc + 1 < cuts.length; arc++) {
      double middle = (cuts[arc] + cuts[arc + 1]) / 2;
      double half = (cuts[arc + 1] - cuts[arc]) / 2;
      for (int k = 0; half > 0 && k < rule.getNumberOfPoints(); k++) {
        double φ = middle + half * rule.getPoint(k);
        law.add(
            half * rule.getWeight(k) / (2 * Math.PI),
            unit.apply(new double[] {Math.cos(φ), Math.sin(φ)}));
      }
      for (int k = 0; half > 0 && k <= PROBES; k++) {
        double φ = cuts[arc] + 2 * half * k / PROBES;
        law.add(0, unit.apply(new double[] {Math.cos(φ), Math.sin(φ)}));
      }
    }
    return law;
  }

  private static double[] apply(Activation activation, double[][] factor, double[] ξ) {
    double[] h = new double[factor.length];
    for (int p = 0; p < h.length; p++) {
      double z = 0;
      for (int k = 0; k < ξ.length; k++) {
        z = Math.fma(factor[p][k], ξ[k], z);
      }
      h[p] = activation.at(z);
    }
    return h;
  }

  private static JointUnitLaw gaussian(
      HiddenLayer layer, GaussianCoordinates z, double[][] q, double resolution) {
    JointUnitLaw law = new JointUnitLaw(q.length, 0);
    if (z.rank() > 3) {
      throw unknown(
          layer, "its pre-activations have rank %d, at most 3 is known".formatted(z.rank()));
    }
    UnaryOperator<double[]> unit =
        layer.activation() instanceof Activation.GaussNormalised
            ? ξ -> {
              double[] h = apply(new Activation.Polynomial(List.of(0.0, 1.0)), z.factor(), ξ);
              Arrays.setAll(h, p -> Elementary.exp(h[p] - q[p][p]));
              return h;
            }
            : ξ -> apply(layer.activation(), z.factor(), ξ);
    double[] step = new double[z.rank()];
    Arrays.setAll(step, k -> 0.5 / (resolution * Math.sqrt(1 + 2 * z.eigenvalues()[k])));
    law.trapezoid(0, 1, 0, new double[z.rank()], step, unit);
    return law;
  }

  private void trapezoid(
      int k,
      double weight,
      double radius2,
      double[] ξ,
      double[] step,
      UnaryOperator<double[]> unit) {
    if (k == ξ.length) {
      add(weight, unit.apply(ξ));
      return;
    }
    int half = (int) (Math.sqrt(REACH * REACH - radius2) / step[k]);
    for (int i = -half; i <= half; i++) {
      double x = i * step[k];
      ξ[k] = x;
      double w = step[k] / Math.sqrt(2 * Math.PI) * Math.exp(-x * x / 2);
      trapezoid(k + 1, weight * w, radius2 + x * x, ξ, step, unit);
    }
  }

  /// h(x_p) = A(w) cos(w·(x_p − x₁) + c): a uniform phase takes any shift.
  private static JointUnitLaw waves(
      HiddenLayer layer, ParameterDensity momenta, PointSet points, double resolution) {
    JointUnitLaw law = new JointUnitLaw(points.size(), 0);
    PlaneWave wave = layer.activation() instanceof PlaneWave w ? w : new PlaneWave(1, 1, 0);
    int phases = 2 * (int) Math.ceil(16 * resolution);
    if (momenta instanceof Normal normal && wave.exponent() == 0 && normal.mean() == 0) {
      law.normalWaves(wave.amplitude(), normal.standardDeviation(), points, phases, resolution);
      return law;
    }
    law.radialWaves(layer, wave, momenta, points, phases, resolution);
    return law;
  }

  private void normalWaves(
      double amplitude, double σ, PointSet points, int phases, double resolution) {
    double[][] q = new double[points.size()][points.size()];
    for (int p = 1; p < q.length; p++) {
      for (int r = 1; r <= p; r++) {
        double dot = 0;
        for (int k = 0; k < points.dimension(); k++) {
          dot += (points.at(p, k) - points.at(0, k)) * (points.at(r, k) - points.at(0, k));
        }
        q[p][r] = σ * σ * dot;
        q[r][p] = q[p][r];
      }
    }
    if (points.size() == 1) {
      addPhases(1, amplitude, new double[1], phases);
      return;
    }
    GaussianCoordinates z = GaussianCoordinates.of(q);
    JointUnitLaw angles = new JointUnitLaw(points.size(), 0);
    double[] step = new double[z.rank()];
    Arrays.setAll(step, k -> 0.5 / (resolution * Math.sqrt(1 + 2 * z.eigenvalues()[k])));
    Activation identity = new Activation.Polynomial(List.of(0.0, 1.0));
    angles.trapezoid(0, 1, 0, new double[z.rank()], step, ξ -> apply(identity, z.factor(), ξ));
    for (int j = 0; j < angles.size; j++) {
      addPhases(angles.weights[j], amplitude, angles.values[j], phases);
    }
  }

  private void addPhases(double weight, double amplitude, double[] angle, int phases) {
    for (int c = 0; c < phases; c++) {
      double[] h = new double[angle.length];
      for (int p = 0; p < h.length; p++) {
        h[p] = amplitude * Elementary.cos(angle[p] + 2 * Math.PI * c / phases);
      }
      add(weight / phases, h);
    }
  }

  private void radialWaves(
      HiddenLayer layer,
      PlaneWave wave,
      ParameterDensity momenta,
      PointSet points,
      int phases,
      double resolution) {
    int d = points.dimension();
    double reach = momentumReach(layer, momenta, d);
    double extent = 0;
    for (int p = 1; p < points.size(); p++) {
      double r2 = points.dot(p, p) - 2 * points.dot(0, p) + points.dot(0, 0);
      extent = Math.max(extent, Math.sqrt(Math.max(0, r2)));
    }
    double m = wave.mass();
    double from = 0;
    while (from < reach) {
      double longest = Math.min(12 / Math.max(extent, 1e-9), Math.max(from, m / 2)) / resolution;
      double to = Math.min(reach, from + longest);
      for (int i = 0; i < RADIAL.getNumberOfPoints(); i++) {
        double k = from + (to - from) / 2 * (1 + RADIAL.getPoint(i));
        double weight = (to - from) / 2 * RADIAL.getWeight(i) * density(momenta, d, k);
        double amplitude = wave.amplitude() * Math.pow(k * k + m * m, wave.exponent());
        addDirections(weight, amplitude, k, points, phases, k * extent, resolution);
      }
      from = to;
    }
  }

  /// In d = 1 the two signs of k are one another's mirror image under the phase.
  private void addDirections(
      double weight,
      double amplitude,
      double k,
      PointSet points,
      int phases,
      double radians,
      double resolution) {
    int directions =
        points.dimension() == 1
            ? 1
            : (int) Math.ceil((radians + 6 * Math.cbrt(radians) + 16) * resolution);
    for (int j = 0; j < directions; j++) {
      // Half of the circle is enough; equidistant nodes converge exponentially on all of it.
      double φ = Math.PI * j / directions;
      double[] angle = new double[points.size()];
      for (int p = 1; p < angle.length; p++) {
        double x = points.at(p, 0) - points.at(0, 0);
        double y = points.dimension() == 1 ? 0 : points.at(p, 1) - points.at(0, 1);
        angle[p] = k * (x * Math.cos(φ) + y * Math.sin(φ));
      }
      addPhases(weight / directions, amplitude, angle, phases);
    }
  }

  private static double momentumReach(HiddenLayer layer, ParameterDensity momenta, int d) {
    if (d > 2) {
      throw unknown(layer, "momenta of 1 or 2 dimensions are known, got %d".formatted(d));
    }
    return switch (momenta) {
      case Ball(double radius) -> radius;
      case Propagator law when law.regulator() == MomentumCutoff.SHARP -> law.cutoff();
      case Propagator law when law.regulator() == MomentumCutoff.GAUSSIAN ->
          law.cutoff() * (9 + Math.sqrt(d + Math.max(0, -2 * law.power())));
      case Normal law when law.mean() == 0 -> law.standardDeviation() * (9 + Math.sqrt(d));
      case Uniform law when d == 1 && law.mean() == 0 -> law.halfWidth();
      case Laplace law when d == 1 && law.mean() == 0 -> 40 * law.scale();
      case Sphere _, Propagator _ ->
          throw unknown(layer, "momenta need a density that falls faster than a power");
      default -> throw unknown(layer, "use momenta whose law depends on |w| alone");
    };
  }

  /// Of |w|.
  private static double density(ParameterDensity momenta, int d, double k) {
    return switch (momenta) {
      case Ball(double radius) -> d / radius * Math.pow(k / radius, d - 1);
      case Propagator law -> RadialLaw.of(law, d).density(k);
      case Normal(_, double σ) ->
          (d == 1 ? Math.sqrt(2 / Math.PI) / σ : k / (σ * σ)) * Math.exp(-k * k / (2 * σ * σ));
      case Uniform(_, double halfWidth) -> 1 / halfWidth;
      case Laplace(_, double β) -> Math.exp(-k / β) / β;
      default -> throw new IllegalStateException(momenta + " has no density of |w|");
    };
  }

  /// Number of points P.
  public int points() {
    return points;
  }

  /// Number of nodes.
  public int size() {
    return size;
  }

  /// Weight of node j; they sum to 1 up to the rule's error.
  public double weight(int j) {
    return weights[j];
  }

  /// h at the points for node j. Not to be modified.
  public double[] value(int j) {
    return values[j];
  }

  /// R where a node is a direction only and h is to be multiplied with a chi variable of R degrees of freedom;
  /// 0 where a node is the unit's value.
  public int radialFreedom() {
    return radialFreedom;
  }
}
