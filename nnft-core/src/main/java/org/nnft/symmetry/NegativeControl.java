package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Readout;

/// A network with a symmetry broken on purpose: if the same test does not see it, seeing nothing means nothing.
///
/// @param description what was changed
/// @param field the broken network
public record NegativeControl(String description, NeuralField field) {

  /// Shift of a mean in standard deviations of one weight.
  private static final double SHIFT = 0.5;

  /// Controls for one group; none for scalings, which every generic network breaks.
  ///
  /// @throws IllegalArgumentException if the group acts on other dimensions than the field has
  public static List<NegativeControl> of(NeuralField field, SymmetryGroup group) {
    group.requireActsOn(field.inputs(), field.outputs());
    if (!staysPossible(field.correlation())) {
      return List.of();
    }
    List<NegativeControl> controls =
        switch (group) {
          case SymmetryGroup.OnOutputs(MatrixGroup g) -> outputs(field, g);
          case SymmetryGroup.OnInputs _ -> List.of(shiftedInputs(field));
          case SymmetryGroup.Translations _ -> List.of(normalPhase(field));
          case SymmetryGroup.Euclidean _ -> List.of(normalPhase(field), shiftedInputs(field));
          case SymmetryGroup.Scalings _ -> List.of();
        };
    return controls.stream()
        .map(c -> new NegativeControl(c.description, c.field.correlated(field.correlation())))
        .filter(control -> !Derivation.of(control.field, group).isExact())
        .toList();
  }

  /// Whether the joint law goes with any densities of the layers.
  private static boolean staysPossible(JointDensity joint) {
    return switch (joint) {
      case JointDensity.Independent _, JointDensity.CommonScale _ -> true;
      case JointDensity.Mixture _,
          JointDensity.Deformed _,
          JointDensity.Equicorrelated _,
          JointDensity.GaussianCovariance _,
          JointDensity.SharedWeights _,
          JointDensity.SharedLayers _ ->
          false;
    };
  }

  private static List<NegativeControl> outputs(NeuralField field, MatrixGroup g) {
    List<NegativeControl> controls = new ArrayList<>();
    int fixed = g instanceof MatrixGroup.Fixing(MatrixGroup _, int k) ? k : 0;
    int acted = field.outputs() - fixed;
    controls.add(
        shiftedRows(field, fixed, g instanceof MatrixGroup.Parity ? acted : (acted + 1) / 2));
    laplaceRows(field).ifPresent(controls::add);
    return controls;
  }

  /// Output weights of k rows get a mean: SO(D) → SO(D − k), as in 2106.00694, and the rotations that fix the
  /// vector of means.
  private static NegativeControl shiftedRows(NeuralField field, int fixed, int k) {
    Readout r = field.readout();
    double σ = Math.sqrt(r.effectiveWeights(0, field.width()).variance());
    double stated = Math.sqrt(r.weights().variance());
    double unit =
        switch (r.parameterisation()) {
          case STANDARD -> σ;
          case NTK, BARE -> stated;
        };
    List<Double> means = new ArrayList<>(Collections.nCopies(field.outputs(), 0.0));
    for (int a = 0; a < k; a++) {
      means.set(fixed + a, SHIFT * (unit > 0 ? unit : 1));
    }
    return new NegativeControl(
        "output weights of row%s %d%s shifted by σ/2"
            .formatted(k == 1 ? "" : "s", fixed + 1, k == 1 ? "" : "…" + (fixed + k)),
        new NeuralField(field.inputs(), field.hidden(), r.withWeightMeans(means)));
  }

  private static Optional<NegativeControl> laplaceRows(NeuralField field) {
    Readout r = field.readout();
    if (!(r.weights() instanceof IndependentDensity.Normal normal)) {
      return Optional.empty();
    }
    var laplace =
        new IndependentDensity.Laplace(normal.mean(), normal.standardDeviation() / Math.sqrt(2));
    return Optional.of(
        new NegativeControl(
            "Laplace output weights of the same variance",
            new NeuralField(
                field.inputs(),
                field.hidden(),
                new Readout(
                    r.outputs(), r.parameterisation(), laplace, r.bias(), r.weightMeans()))));
  }

  /// The phase of the first layer becomes normal with standard deviation ½.
  private static NegativeControl normalPhase(NeuralField field) {
    HiddenLayer first = field.hidden().getFirst();
    return new NegativeControl(
        "normal bias of the first layer, σ = ½",
        withFirst(
            field,
            new HiddenLayer(
                first.width(),
                first.activation(),
                first.parameterisation(),
                first.weights(),
                new IndependentDensity.Normal(0, 0.5))));
  }

  /// Rademacher input weights with a mean: of the linear maps only permutations are left.
  private static NegativeControl shiftedInputs(NeuralField field) {
    HiddenLayer first = field.hidden().getFirst();
    double variance = first.weights().componentVariance(field.inputs());
    double σ = variance > 0 ? Math.sqrt(variance) : 1;
    ParameterDensity weights = new IndependentDensity.Rademacher(SHIFT * σ, σ);
    return new NegativeControl(
        "Rademacher input weights shifted by σ/2",
        withFirst(
            field,
            new HiddenLayer(
                first.width(),
                first.activation(),
                first.parameterisation(),
                weights,
                new IndependentDensity.Normal(0.5, 0.5))));
  }

  private static NeuralField withFirst(NeuralField field, HiddenLayer first) {
    List<HiddenLayer> hidden = new ArrayList<>(field.hidden());
    hidden.set(0, first);
    return new NeuralField(field.inputs(), hidden, field.readout());
  }
}
