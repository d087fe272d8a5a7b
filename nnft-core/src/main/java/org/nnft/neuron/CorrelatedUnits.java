package org.nnft.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Parameterisation;

/// Moments of the units of several different neurons whose hidden weights or biases are correlated,
/// E[Πⱼ Π_a hⱼ(x_a)].
///
/// k neurons of d inputs are one unit of k(d + 1) inputs. With C = RRᵀ the correlation of their weights, neuron j at x
/// has the pre-activation of that unit at (σ_w Rⱼ ⊗ x, σ_b eⱼ), since its weights are Σ_l R_{jl} ε_l; correlated biases
/// likewise. So every method of [NeuronMoments] serves, for either sign of the correlation, with its error. Smooth units
/// that share one number are faster by [ConditionalUnits].
///
/// A phase uniform on whole periods is a normal one of deviation 40, whose waves have characteristic function e^(−800) = 0.
final class CorrelatedUnits {
  private static final double WIDE = 40;

  /// Tables of pairs, triples … of different kinds.
  private static final long MOST_TABLES = 400;

  /// Of one table by closed forms or given what is shared, and by quadrature of all neurons at once.
  private static final int MOST_COMPONENTS = 300_000;

  private static final int MOST_INTEGRALS = 10_000;

  /// Coordinate that tells neurons apart at one point, without weight: its square is 0.
  private static final double NAME = 1e-200;

  private CorrelatedUnits() {}

  /// Whether a field's neurons hang together through hidden parameters whose joint moments are known by this.
  static boolean isNeeded(NeuralField field) {
    return switch (field.correlation()) {
      case JointDensity.Equicorrelated(ParameterGroup group, double _) -> !group.isReadout();
      case JointDensity.GaussianCovariance covariance -> !covariance.group().isReadout();
      case JointDensity.SharedWeights(ParameterGroup group, int _) ->
          !group.isReadout() && !areTwins(group, field);
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.SharedLayers _,
          JointDensity.Mixture _,
          JointDensity.Deformed _ ->
          false;
    };
  }

  /// Whether neurons of a cluster have the same unit.
  static boolean areTwins(ParameterGroup group, NeuralField field) {
    return group.equals(new ParameterGroup(0, ParameterGroup.Kind.WEIGHTS))
        && field.hidden().getFirst().bias() instanceof Constant;
  }

  /// Refuses units whose joint moments are not known.
  ///
  /// @throws IllegalArgumentException saying which are
  static void requireKnown(NeuralField field) {
    HiddenLayer layer = field.hidden().getFirst();
    boolean centred =
        layer.weights() instanceof Normal w
            && w.mean() == 0
            && (layer.bias() instanceof Normal b && b.mean() == 0
                || layer.bias() instanceof Constant
                || isUniformPhase(layer));
    if (!centred) {
      throw new IllegalArgumentException(
          "exact correlators of neurons with correlated hidden parameters are known for normal weights and biases of mean 0, or waves of uniform phase; got weights %s and bias %s"
              .formatted(layer.weights(), layer.bias()));
    }
    boolean own =
        layer.activation() instanceof Activation.GaussNormalised
            && field.correlation() instanceof JointDensity.GaussianCovariance;
    if (own || layer.activation() instanceof Activation.PlaneWave wave && wave.exponent() != 0) {
      throw new IllegalArgumentException(
          "exact correlators of neurons with correlated hidden parameters are not known for %s, whose size depends on its weights"
              .formatted(layer.activation()));
    }
  }

  private static boolean isUniformPhase(HiddenLayer layer) {
    boolean wave =
        switch (layer.activation()) {
          case Activation.Cos _, Activation.Sin _, Activation.PlaneWave _ -> true;
          default -> false;
        };
    return wave
        && layer.bias() instanceof Uniform b
        && Math.abs(Math.IEEEremainder(b.halfWidth(), Math.PI)) < 1e-12;
  }

  /// Moments of one neuron, of every two kinds of neurons, of every three …
  ///
  /// @param highestOrder 1…8; a readout of even law needs half as many different neurons
  /// @throws IllegalArgumentException if there are too many kinds or components, or a moment diverges
  static List<NeuronMoments> of(NeuralField field, PointSet points, int highestOrder) {
    requireKnown(field);
    NeuronKinds kinds = NeuronKinds.of(field, Integer.MAX_VALUE);
    Optional<ConditionalUnits> conditional =
        kinds.links().isEmpty()
            ? Optional.empty()
            : ConditionalUnits.of(
                field.hidden().getFirst(),
                field.inputs(),
                kinds.group().kind(),
                points,
                highestOrder);
    int most = kinds.most(distinct(field, highestOrder));
    List<NeuronMoments> tables = new ArrayList<>();
    tables.add(NeuronMoments.of(field.hidden().getFirst(), field.inputs(), points, highestOrder));
    requireSize(most * points.size(), highestOrder, MOST_COMPONENTS);
    for (int k = kinds.size() > 1 ? 1 : 2; k <= most; k++) {
      SymmetricIndex choices = SymmetricIndex.of(kinds.size(), k);
      if (choices.count() > MOST_TABLES) {
        throw new IllegalArgumentException(
            "exact correlators of order %d need all choices of %d among %d different kinds of neurons, %d; use a smaller width or a lower order"
                .formatted(highestOrder, k, kinds.size(), choices.count()));
      }
      for (int c = 0; c < choices.count(); c++) {
        int[] chosen = choices.at(c);
        tables.add(
            conditional
                .flatMap(
                    given ->
                        given.table(
                            Arrays.stream(chosen)
                                .mapToObj(kinds.links()::get)
                                .toArray(ConditionalUnits.Link[]::new)))
                .orElseGet(() -> table(field, points, kinds.covariance(chosen), highestOrder)));
      }
    }
    return tables;
  }

  private static void requireSize(int symbols, int highestOrder, int most) {
    if (SymmetricIndex.multisets(symbols, highestOrder) > most) {
      throw new IllegalArgumentException(
          "exact correlators of order %d of correlated neurons at so many points have too many components; use fewer points or a lower order"
              .formatted(highestOrder));
    }
  }

  /// How many different neurons can meet in a correlator.
  static int distinct(NeuralField field, int order) {
    return field.readout().hasEvenWeights() ? Math.max(1, order / 2) : order;
  }

  private static NeuronMoments table(
      NeuralField field, PointSet points, double[][] covariance, int highestOrder) {
    int k = covariance.length;
    HiddenLayer layer = field.hidden().getFirst();
    boolean closed =
        switch (layer.activation()) {
          case Activation.Cos _,
              Activation.Sin _,
              Activation.PlaneWave _,
              Activation.Exp _,
              Activation.GaussNormalised _ ->
              true;
          default -> false;
        };
    if (!closed) {
      requireSize(k * points.size(), highestOrder, MOST_INTEGRALS);
    }
    Normal weights = (Normal) layer.effectiveWeights(field.inputs());
    double bias =
        isUniformPhase(layer)
            ? WIDE
            : layer.bias() instanceof IndependentDensity.Normal b ? b.spread() : 0;
    double[][] root = GaussianCoordinates.of(covariance).factor();
    boolean ofWeights = NeuronKinds.of(field, 1).group().kind() == ParameterGroup.Kind.WEIGHTS;
    int d = field.inputs();
    double[][] at = new double[k * points.size()][k * (d + 1) + 1];
    for (int j = 0; j < k; j++) {
      for (int p = 0; p < points.size(); p++) {
        double[] x = at[j * points.size() + p];
        for (int l = 0; l < k; l++) {
          double same = l == j ? 1 : 0;
          double correlated = l < root[j].length ? root[j][l] : 0;
          for (int c = 0; c < d; c++) {
            x[l * d + c] =
                weights.standardDeviation() * (ofWeights ? correlated : same) * points.at(p, c);
          }
          x[k * d + l] = bias * (ofWeights ? same : correlated);
        }
        x[k * (d + 1)] = NAME * (j + 1);
      }
    }
    Constant constant = new Constant(isUniformPhase(layer) ? 0 : layer.bias().mean());
    HiddenLayer unit =
        new HiddenLayer(1, layer.activation(), Parameterisation.BARE, new Normal(0, 1), constant);
    return NeuronMoments.of(unit, at[0].length, PointSet.of(at), highestOrder);
  }
}
