package org.nnft.ensemble;

import java.util.function.Supplier;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// An ensemble to be drawn: which field, how many networks, which seed, how measured.
///
/// The result's bits depend on the field, the points, `networks`, `seed`, `estimator`, `highestOrder`,
/// `precision` and `draw`; not on `threads` or `lanes`. Immutable; every method returns a changed copy.
///
/// @param field the networks
/// @param networks M
/// @param seed any number
/// @param estimator what a network contributes
/// @param highestOrder highest order of the correlators, 1…8
/// @param precision in which networks are drawn and evaluated
/// @param draw which random numbers a network is made of
/// @param threads threads that share the work, ≥ 1
/// @param lanes the arithmetic
public record Ensemble(
    NeuralField field,
    long networks,
    long seed,
    Estimator estimator,
    int highestOrder,
    Precision precision,
    Draw draw,
    int threads,
    Lanes lanes)
    implements FieldEnsemble {

  public Ensemble {
    if (highestOrder < 1 || highestOrder > 8) {
      throw new IllegalArgumentException(
          "correlators are measured for orders 1 to 8, got " + highestOrder);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    if (!estimator.isExactFor(field)) {
      throw new IllegalArgumentException(
          "estimator %s is not exact for this network; it is for %s; use OUTPUTS"
              .formatted(estimator, estimator.condition()));
    }
    if (estimator == Estimator.CONTROL_VARIATES && highestOrder > KernelControl.HIGHEST_ORDER) {
      throw new IllegalArgumentException(
          "estimator CONTROL_VARIATES knows orders up to %d, got %d; use GAUSSIAN_READOUT"
              .formatted(KernelControl.HIGHEST_ORDER, highestOrder));
    }
    precision.requireFor(field);
    boolean single =
        switch (estimator) {
          case OUTPUTS, ANTITHETIC, GAUSSIAN_READOUT, NEURON -> true;
          case CONTROL_VARIATES, QUASI_MONTE_CARLO, QUADRATURE -> false;
        };
    if (precision == Precision.SINGLE && !single) {
      throw new IllegalArgumentException(
          "estimator %s knows double precision only, got SINGLE; leave precision out"
              .formatted(estimator));
    }
    requireDraw(field, estimator, draw);
  }

  private static void requireDraw(NeuralField field, Estimator estimator, Draw draw) {
    if (!draw.isExactFor(field)) {
      throw new IllegalArgumentException(
          "draw %s is not exact for this network; it is for %s; use WEIGHTS"
              .formatted(draw, draw.condition()));
    }
    if (!draw.goesWith(estimator)) {
      throw new IllegalArgumentException(
          "draw LAYERS is for estimators OUTPUTS, ANTITHETIC and GAUSSIAN_READOUT, got %s; use one of them, or draw WEIGHTS"
              .formatted(estimator));
    }
  }

  /// A million networks, seed 1, correlators to order 4, the best exact estimator, all cores.
  public static Ensemble of(NeuralField field) {
    return new Ensemble(
        field,
        1_000_000,
        1,
        Estimator.best(field),
        4,
        Precision.DOUBLE,
        Draw.WEIGHTS,
        Runtime.getRuntime().availableProcessors(),
        Lanes.best());
  }

  /// Other networks drawn in the same way.
  Ensemble of(NeuralField other, Estimator choice) {
    return new Ensemble(
        other, networks, seed, choice, highestOrder, precision, draw, threads, lanes);
  }

  public Ensemble networks(long count) {
    return new Ensemble(
        field, count, seed, estimator, highestOrder, precision, draw, threads, lanes);
  }

  public Ensemble seed(long value) {
    return new Ensemble(
        field, networks, value, estimator, highestOrder, precision, draw, threads, lanes);
  }

  public Ensemble estimator(Estimator choice) {
    return new Ensemble(
        field, networks, seed, choice, highestOrder, precision, draw, threads, lanes);
  }

  public Ensemble highestOrder(int order) {
    return new Ensemble(field, networks, seed, estimator, order, precision, draw, threads, lanes);
  }

  public Ensemble precision(Precision choice) {
    return new Ensemble(
        field, networks, seed, estimator, highestOrder, choice, draw, threads, lanes);
  }

  public Ensemble draw(Draw choice) {
    return new Ensemble(
        field, networks, seed, estimator, highestOrder, precision, choice, threads, lanes);
  }

  public Ensemble threads(int count) {
    return new Ensemble(
        field, networks, seed, estimator, highestOrder, precision, draw, count, lanes);
  }

  public Ensemble lanes(Lanes choice) {
    return new Ensemble(
        field, networks, seed, estimator, highestOrder, precision, draw, threads, choice);
  }

  /// The work that measuring this ensemble at these points takes, block by block.
  ///
  /// @param points inputs of the field's dimension
  /// @throws IllegalArgumentException if the points have another dimension than the field's inputs, if the sums
  ///     do not fit, if the joint law of the parameters cannot be sampled, or if the estimator draws nothing
  public EnsembleRun over(PointSet points) {
    field.requireInputs(points);
    return switch (estimator) {
      case OUTPUTS, ANTITHETIC, GAUSSIAN_READOUT, CONTROL_VARIATES -> networks(points);
      case NEURON -> SingleNeuron.over(this, points);
      case QUASI_MONTE_CARLO -> RandomisedNeuron.over(this, points);
      case QUADRATURE ->
          throw new IllegalArgumentException(
              "estimator QUADRATURE draws nothing; ask FiniteWidthCorrelators");
    };
  }

  private EnsembleRun networks(PointSet points) {
    int symbols = Math.multiplyExact(points.size(), field.outputs());
    SymmetricSums layout = estimator.layout(symbols, highestOrder);
    StreamKey key = StreamKey.of(seed, field + draw.stream());
    return new EnsembleRun(
        estimator,
        CorrelatorMap.OfNetworks.on(layout),
        layout.size(),
        Plan.of(networks, layout.size()),
        blocks(points, layout, key));
  }

  private Supplier<BlockSource> blocks(PointSet points, SymmetricSums layout, StreamKey key) {
    if (estimator == Estimator.CONTROL_VARIATES) {
      KernelControl control = KernelControl.of(field, points);
      return () -> new ControlledBlocks(this, points, control, layout, key);
    }
    if (field.isIndependent()) {
      return () -> new NetworkBlocks(this, points, layout, key);
    }
    JointTile.requirePossible(field, key, lanes);
    return () -> new JointBlocks(this, points, layout, key);
  }

  @Override
  public int inputs() {
    return field.inputs();
  }

  @Override
  public int outputs() {
    return field.outputs();
  }

  @Override
  public boolean isEven() {
    return field.isEven();
  }

  @Override
  public boolean sees(double... point) {
    return point.length == field.inputs();
  }

  /// The outputs of the networks at these points, drawn when they are read.
  ///
  /// @param points inputs of the field's dimension
  /// @throws IllegalArgumentException if the points have another dimension than the field's inputs
  @Override
  public FieldSamples samples(PointSet points) {
    field.requireInputs(points);
    return new DrawnSamples(this, points);
  }

  /// Draws and measures all networks.
  ///
  /// @param points inputs of the field's dimension
  /// @throws IllegalArgumentException as [#over(PointSet)] does
  public Measurement run(PointSet points) {
    return over(points).run(threads);
  }
}
