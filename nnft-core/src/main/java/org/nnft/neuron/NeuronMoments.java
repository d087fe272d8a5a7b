package org.nnft.neuron;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nnft.field.PointSet;
import org.nnft.kernel.ExponentialUnit;
import org.nnft.kernel.NngpKernel;
import org.nnft.kernel.WaveUnit;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.SymmetricSums;

/// Moments of one hidden unit, Mₙ(x₁…xₙ) = E[h(x₁)…h(xₙ)], for all orders up to the highest.
///
/// | unit | method |
/// |------|--------|
/// | exp, Gauss-net; independent weights | moment-generating functions ([ExponentialUnit]) |
/// | cos, sin, plane wave; a law with a known transform | 2⁻ⁿ Σ over signs ([WaveUnit]) |
/// | relu, leaky relu, abs, step, sign; Gaussian pre-activations of rank 1 to 3 | polar coordinates ([ConeQuadrature]) |
/// | the other activations; Gaussian pre-activations of few dimensions | trapezoid rule ([TrapezoidQuadrature]) |
/// | expressions with kinks; Gaussian pre-activations of rank 1 or 2 | panels between kinks ([PanelQuadrature]) |
/// | all else | randomised quasi-Monte Carlo ([ShiftedSobol]) |
public final class NeuronMoments {
  /// Bound on the error of a quadrature of smooth functions or cones, relative to the largest moment of the same order,
  /// or to 10⁻³ if that is smaller; panels between kinks state their own.
  public static final double QUADRATURE_TOLERANCE = 1e-12;

  private final SymmetricSums layout;
  private final MomentMethod method;
  private final double[] values;
  private final double[] errors;

  /// Moments of each randomisation; no rows where there was none.
  private final double[][] randomised;

  private NeuronMoments(
      SymmetricSums layout,
      MomentMethod method,
      double[] values,
      double[] errors,
      double[][] randomised) {
    this.layout = layout;
    this.method = method;
    this.values = values;
    this.errors = errors;
    this.randomised = randomised;
  }

  /// @param layer the first and only hidden layer
  /// @param inputs d, its fan-in
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if a moment diverges, or its error would
  public static NeuronMoments of(HiddenLayer layer, int inputs, PointSet points, int highestOrder) {
    SymmetricSums layout = SymmetricSums.all(points.size(), highestOrder);
    Optional<WaveUnit> wave = WaveUnit.of(layer, inputs);
    if (wave.isPresent()) {
      double[] values = each(layout, tuple -> wave.get().moment(points, tuple));
      return wave.get().isClosedForm() ? closedForm(layout, values) : quadrature(layout, values);
    }
    Optional<ExponentialUnit> exponential = ExponentialUnit.of(layer, inputs);
    if (exponential.isPresent()) {
      return closedForm(layout, each(layout, tuple -> exponential.get().moment(points, tuple)));
    }
    return kinked(layer, inputs, points, layout)
        .or(
            () ->
                gaussianQuadrature(layer, inputs, points, layout)
                    .map(values -> quadrature(layout, values)))
        .orElseGet(() -> quasiMonteCarlo(layer, inputs, points, highestOrder));
  }

  private static Optional<NeuronMoments> kinked(
      HiddenLayer layer, int inputs, PointSet points, SymmetricSums layout) {
    if (!NngpKernel.isGaussian(layer)
        || !(layer.activation() instanceof Activation.Formula(Expression g))
        || g.isAnalytic()) {
      return Optional.empty();
    }
    return PanelQuadrature.moments(g, NngpKernel.preActivation(inputs, layer, points), layout)
        .map(
            found ->
                new NeuronMoments(
                    layout,
                    MomentMethod.QUADRATURE,
                    found.values(),
                    found.errors(),
                    new double[0][]));
  }

  private static Optional<double[]> gaussianQuadrature(
      HiddenLayer layer, int inputs, PointSet points, SymmetricSums layout) {
    if (!NngpKernel.isGaussian(layer)) {
      return Optional.empty();
    }
    double[][] q = NngpKernel.preActivation(inputs, layer, points);
    return switch (layer.activation()) {
      case Activation.Relu _,
          Activation.LeakyRelu _,
          Activation.Abs _,
          Activation.Step _,
          Activation.Sign _ ->
          ConeQuadrature.moments(layer.activation(), q, layout);
      case Activation.Erf _,
          Activation.Gaussian _,
          Activation.Tanh _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Gelu _,
          Activation.Polynomial _,
          Activation.Exp _,
          Activation.Cos _,
          Activation.Sin _ ->
          TrapezoidQuadrature.moments(layer.activation(), q, layout);
      case Activation.Formula(Expression expression) ->
          expression.isAnalytic()
              ? TrapezoidQuadrature.moments(layer.activation(), q, layout)
              : Optional.empty();
      case Activation.GaussNormalised _, Activation.PlaneWave _ -> Optional.empty();
    };
  }

  private static NeuronMoments closedForm(SymmetricSums layout, double[] values) {
    return new NeuronMoments(
        layout, MomentMethod.CLOSED_FORM, values, new double[values.length], new double[0][]);
  }

  /// By a rule that agrees with a finer one to [#QUADRATURE_TOLERANCE].
  static NeuronMoments quadrature(SymmetricSums layout, double[] values) {
    double[] errors = new double[values.length];
    for (int n = 1; n <= layout.highestOrder(); n++) {
      int from = layout.offset(n);
      int to = from + layout.index(n).count();
      double largest = Arrays.stream(values, from, to).map(Math::abs).max().orElse(0);
      Arrays.fill(errors, from, to, QUADRATURE_TOLERANCE * Math.max(largest, 1e-3));
    }
    return new NeuronMoments(layout, MomentMethod.QUADRATURE, values, errors, new double[0][]);
  }

  /// For any unit, whether or not a better method is known.
  static NeuronMoments quasiMonteCarlo(
      HiddenLayer layer, int inputs, PointSet points, int highestOrder) {
    SymmetricSums layout = SymmetricSums.all(points.size(), highestOrder);
    UnitOnCube unit = UnitOnCube.of(layer, inputs, points, highestOrder);
    double[][] randomised = ShiftedSobol.moments(unit, layout);
    double[] values = Jackknife.total(randomised);
    Arrays.setAll(values, c -> values[c] / randomised.length);
    double[] errors = new double[values.length];
    Jackknife spread = spread(randomised, UnaryOperator.identity());
    Arrays.setAll(errors, spread::error);
    return new NeuronMoments(layout, MomentMethod.QUASI_MONTE_CARLO, values, errors, randomised);
  }

  /// The jackknife over randomisations.
  private static Jackknife spread(double[][] randomised, UnaryOperator<double[]> statistic) {
    long[] one = new long[randomised.length];
    Arrays.fill(one, 1);
    return Jackknife.of(randomised, one, statistic);
  }

  @FunctionalInterface
  private interface TupleFunction {
    double of(int[] tuple);
  }

  private static double[] each(SymmetricSums layout, TupleFunction moment) {
    double[] values = new double[layout.size()];
    for (int n = 1; n <= layout.highestOrder(); n++) {
      for (int c = 0; c < layout.index(n).count(); c++) {
        values[layout.offset(n) + c] = moment.of(layout.index(n).at(c));
      }
    }
    return values;
  }

  /// Where each moment stands in [#values()].
  public SymmetricSums layout() {
    return layout;
  }

  /// How the moments were found.
  public MomentMethod method() {
    return method;
  }

  /// A copy of all moments.
  public double[] values() {
    return values.clone();
  }

  /// A copy of all errors.
  public double[] errors() {
    return errors.clone();
  }

  /// Fluctuations of a function of the moments over randomisations.
  ///
  /// @throws IllegalStateException if the moments are not by quasi-Monte Carlo
  Jackknife fluctuations(UnaryOperator<double[]> statistic) {
    if (method != MomentMethod.QUASI_MONTE_CARLO) {
      throw new IllegalStateException("moments by " + method + " do not fluctuate");
    }
    return spread(randomised, statistic);
  }

  /// Mₙ at a sorted tuple of point indices.
  public double at(int... tuple) {
    return values[position(tuple)];
  }

  /// Its error: see [MomentMethod].
  public double error(int... tuple) {
    return errors[position(tuple)];
  }

  private int position(int[] tuple) {
    return layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple);
  }
}
