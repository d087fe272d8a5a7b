package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Potential;
import org.nnft.symmetry.ActivationSymmetry.Parity;

/// A symmetry derived from architecture and densities alone (symmetry via duality, 2106.00694).
///
/// If gf_θ = f_θ′ for a change of parameters θ → θ′ that leaves P(θ)dθ invariant, then all correlators, and the
/// action, are invariant under g, at every width; no single network needs to be.
///
/// | transformation | absorbed by | if |
/// |---|---|---|
/// | f → gf | V → gV, c → gc | laws of V_·j and of c invariant |
/// | x → g⁻¹x | W → Wg⁻¹ in layer 1 | law of a row invariant |
/// | x → x − c | b → b + W·c in layer 1 | b uniform on whole periods of the activation |
/// | f → −f, x → −x | h → −h, or b → −b | parity of the activation, even laws |
/// | f → λ^(−Δ) f(λ·) | nothing: every network obeys it | homogeneous activations, no biases |
///
/// Joint laws of the parameters ([JointDensity]) keep what is absorbed by the same linear map of every neuron, layer by
/// layer: a common scale, correlated normal neurons and shared weights are blind to it. A mixture has a symmetry if all
/// its components have it; a potential of Σv² keeps rotations, one of Σv⁴ the hypercube.
///
/// What is absorbed is exact. What is not is *not derived*; it may hold at infinite width, or by a mechanism
/// that is not in this table.
///
/// @param steps one per generator
/// @param surviving the largest group of linear maps that is absorbed, in print
public record Derivation(SymmetryGroup group, List<Step> steps, String surviving) {

  /// A generator and what becomes of it.
  public record Step(String generator, Absorption absorption) {}

  public Derivation {
    steps = List.copyOf(steps);
  }

  /// @throws IllegalArgumentException if the group acts on other dimensions than the field has
  public static Derivation of(NeuralField field, SymmetryGroup group) {
    group.requireActsOn(field.inputs(), field.outputs());
    if (field.correlation()
        instanceof JointDensity.Mixture(List<JointDensity.Mixture.Component> all)) {
      List<Derivation> each = all.stream().map(c -> of(c.of(field), group)).toList();
      return each.stream().filter(d -> !d.isExact()).findFirst().orElse(each.getFirst());
    }
    return switch (group) {
      case SymmetryGroup.OnOutputs(MatrixGroup g) -> onOutputs(field, group, g);
      case SymmetryGroup.OnInputs(MatrixGroup g) -> onInputs(field, group, g);
      case SymmetryGroup.Translations _ -> new Derivation(group, List.of(translations(field)), "");
      case SymmetryGroup.Euclidean(int d, double _) -> {
        Derivation linear = onInputs(field, group, new MatrixGroup.Orthogonal(d));
        List<Step> steps = new ArrayList<>(linear.steps);
        steps.add(translations(field));
        yield new Derivation(group, steps, linear.surviving);
      }
      case SymmetryGroup.Scalings(double degree, double _) ->
          new Derivation(group, List.of(new Step("dilatation x → λx", scaling(field, degree))), "");
    };
  }

  /// What can be said of samples whose network is not known.
  public static Derivation unknown(SymmetryGroup group) {
    Absorption none =
        new Absorption(
            false, "the network that made the samples is not named, so nothing is derived");
    return new Derivation(group, List.of(new Step("all generators", none)), "");
  }

  /// Whether every generator is absorbed, so that the symmetry is exact.
  public boolean isExact() {
    return steps.stream().allMatch(step -> step.absorption.absorbed());
  }

  /// Generators that share a reason together, those that are not absorbed first.
  public Map<Absorption, List<String>> byReason() {
    return steps.stream()
        .sorted((a, b) -> Boolean.compare(a.absorption.absorbed(), b.absorption.absorbed()))
        .collect(
            Collectors.groupingBy(
                Step::absorption,
                LinkedHashMap::new,
                Collectors.mapping(Step::generator, Collectors.toList())));
  }

  private static Derivation onOutputs(NeuralField field, SymmetryGroup group, MatrixGroup g) {
    VectorLaw weights =
        deformed(
            field,
            Potential.INVARIANTS.indexOf("sumV4"),
            VectorLaw.ofOutputWeights(field.readout()));
    VectorLaw bias =
        deformed(
            field, Potential.INVARIANTS.indexOf("sumC4"), VectorLaw.ofOutputBias(field.readout()));
    List<Step> steps = new ArrayList<>();
    for (GroupGenerator generator : g.generators()) {
      Absorption byReadout = weights.under(generator).and(bias.under(generator));
      steps.add(
          new Step(
              generator.name(),
              byReadout.absorbed() || !isMinusOne(generator)
                  ? byReadout
                  : byHiddenSign(field, bias.under(generator), byReadout)));
    }
    return new Derivation(
        group, steps, VectorLaw.invariance(List.of(weights, bias), field.outputs()));
  }

  /// f → −f by h → −h of the last hidden layer.
  private static Absorption byHiddenSign(NeuralField field, Absorption bias, Absorption otherwise) {
    HiddenLayer last = field.hidden().getLast();
    if (bias.absorbed() && isWholePhase(last) && !moveTogether(field) && !sharesLayers(field)) {
      return new Absorption(
          true,
          "b → b + half a period in the last hidden layer leaves its uniform phase invariant and turns every h into −h");
    }
    boolean odd = ActivationSymmetry.parity(last.activation()) == Parity.ODD;
    return bias.absorbed()
            && odd
            && !sharesLayers(field)
            && isEven(last.weights())
            && last.bias().isEven()
        ? new Absorption(
            true,
            "W → −W, b → −b in the last hidden layer leaves even laws invariant and turns every h into −h: the activation is odd")
        : otherwise;
  }

  private static Derivation onInputs(NeuralField field, SymmetryGroup group, MatrixGroup g) {
    HiddenLayer first = field.hidden().getFirst();
    VectorLaw row =
        deformed(
            field,
            Potential.INVARIANTS.indexOf("sumW4"),
            VectorLaw.ofRow("W", first.weights(), field.inputs()));
    List<Step> steps = new ArrayList<>();
    for (GroupGenerator generator : g.generators()) {
      Absorption byWeights = row.under(generator);
      steps.add(
          new Step(
              generator.name(),
              byWeights.absorbed() || !isMinusOne(generator)
                  ? byWeights
                  : byParity(field, byWeights)));
    }
    return new Derivation(group, steps, VectorLaw.invariance(List.of(row), field.inputs()));
  }

  /// Whether the bias is a uniform phase over whole periods of an activation that half a period turns round.
  private static boolean isWholePhase(HiddenLayer layer) {
    OptionalDouble period = ActivationSymmetry.period(layer.activation());
    return period.isPresent()
        && ActivationSymmetry.isAntiperiodic(layer.activation())
        && layer.bias() instanceof IndependentDensity.Uniform b
        && isWhole(2 * b.halfWidth() / period.getAsDouble());
  }

  /// x → −x where W → −W is no symmetry of the weights: g(−Wx + b) = ±g(Wx − b).
  private static Absorption byParity(NeuralField field, Absorption otherwise) {
    HiddenLayer first = field.hidden().getFirst();
    Parity parity = ActivationSymmetry.parity(first.activation());
    if (!first.bias().isEven()) {
      return otherwise;
    }
    return switch (parity) {
      case EVEN ->
          new Absorption(
              true, "the activation is even, so b → −b undoes x → −x and leaves p(b) invariant");
      case ODD ->
          nextWeightsAreEven(field) && !sharesLayers(field)
              ? new Absorption(
                  true,
                  "the activation is odd, so b → −b and a sign of the next layer's weights undo x → −x; both laws are even")
              : otherwise;
      case NONE -> otherwise;
    };
  }

  private static Step translations(NeuralField field) {
    return new Step("translation x → x − c", translation(field));
  }

  private static Absorption translation(NeuralField field) {
    HiddenLayer first = field.hidden().getFirst();
    Activation g = first.activation();
    OptionalDouble period = ActivationSymmetry.period(g);
    if (period.isEmpty()) {
      return new Absorption(
          false,
          g instanceof Activation.GaussNormalised
              ? "b → b + W·c does not undo it: the normalisation exp(−Var z(x)) of a unit depends on |x|², and p(b) is not invariant under shifts"
              : "b → b + W·c moves the law of the bias: the activation has no period that would make b an angle");
    }
    if (!(first.bias() instanceof IndependentDensity.Uniform b)) {
      return new Absorption(
          false,
          "b → b + W·c moves the law of the phase b, which is not uniform on whole periods of the activation");
    }
    if (moveTogether(field)) {
      return new Absorption(
          false,
          "b → b + W·c moves phases apart that the joint law of the parameters holds together");
    }
    double periods = 2 * b.halfWidth() / period.getAsDouble();
    if (isWhole(periods)) {
      return new Absorption(
          true,
          "b → b + W·c leaves b modulo its period uniform: the phase covers %.0f whole period%s of the activation"
              .formatted(periods, Math.rint(periods) == 1 ? "" : "s"));
    }
    if (isWhole(2 * periods) && ActivationSymmetry.isAntiperiodic(g) && signsAreFree(field)) {
      return new Absorption(
          true,
          "b → b + W·c leaves b modulo half a period uniform; half a period changes the unit's sign, which the even law of the next layer's weights takes up");
    }
    return new Absorption(
        false,
        "b → b + W·c moves the phase: it covers %.4g periods of the activation, not a whole number"
            .formatted(periods));
  }

  private static Absorption scaling(NeuralField field, double wanted) {
    double degree = 1;
    for (int l = 0; l < field.depth() && degree != 0; l++) {
      HiddenLayer layer = field.hidden().get(l);
      OptionalDouble p = ActivationSymmetry.degree(layer.activation());
      if (!isAbsent(layer.bias())) {
        return new Absorption(
            false, "the bias of hidden layer %d does not scale with its input".formatted(l + 1));
      }
      if (p.isEmpty()) {
        return new Absorption(
            false, "the activation of hidden layer %d is not homogeneous".formatted(l + 1));
      }
      degree *= p.getAsDouble();
    }
    if (degree != 0 && !isAbsent(field.readout().bias())) {
      return new Absorption(false, "the output bias does not scale");
    }
    return degree == wanted
        ? new Absorption(
            true,
            "every network is homogeneous of degree %s: f(λx) = λ^%s f(x)"
                .formatted(degree, degree))
        : new Absorption(
            false, "every network is homogeneous of degree %s, not %s".formatted(degree, wanted));
  }

  /// Whether changing the sign of one unit of hidden layer 1 is a symmetry of the weights that read it.
  private static boolean nextWeightsAreEven(NeuralField field) {
    return field.depth() == 1
        ? field.readout().hasEvenWeights()
        : isEven(field.hidden().get(1).weights());
  }

  /// Whether changing the sign of single units is a symmetry: each unit's weights are even by themselves.
  private static boolean signsAreFree(NeuralField field) {
    return nextWeightsAreEven(field)
        && switch (field.correlation()) {
          case JointDensity.Independent _,
              JointDensity.CommonScale _,
              JointDensity.Mixture _,
              JointDensity.Deformed _ ->
              true;
          case JointDensity.Equicorrelated _,
              JointDensity.GaussianCovariance _,
              JointDensity.SharedWeights _,
              JointDensity.SharedLayers _ ->
              false;
        };
  }

  /// Whether the joint law ties the first layer's phases to one another or weighs them.
  private static boolean moveTogether(NeuralField field) {
    return switch (field.correlation()) {
      case JointDensity.SharedWeights(ParameterGroup group, int copies) ->
          copies > 1 && group.layer() == 0 && group.kind() == ParameterGroup.Kind.BIASES;
      case JointDensity.Deformed(Potential v) ->
          v.mentionsAny(
              Potential.INVARIANTS.indexOf("sumB2"), Potential.INVARIANTS.indexOf("sumB4") + 1);
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.Mixture _,
          JointDensity.Equicorrelated _,
          JointDensity.GaussianCovariance _,
          JointDensity.SharedLayers _ ->
          false;
    };
  }

  private static boolean sharesLayers(NeuralField field) {
    return field.correlation() instanceof JointDensity.SharedLayers && field.depth() > 2;
  }

  /// A law under a joint density with a potential that may mention the sum of fourth powers number `quartic`.
  private static VectorLaw deformed(NeuralField field, int quartic, VectorLaw law) {
    return field.correlation() instanceof JointDensity.Deformed(Potential v)
            && v.mentionsAny(quartic, quartic + 1)
        ? law.timesQuartic()
        : law;
  }

  private static boolean isEven(ParameterDensity density) {
    return switch (density) {
      case IndependentDensity d -> d.isEven();
      case ParameterDensity.Ball _, ParameterDensity.Sphere _, ParameterDensity.Propagator _ ->
          true;
    };
  }

  private static boolean isAbsent(IndependentDensity bias) {
    return bias instanceof IndependentDensity.Constant(double value) && value == 0;
  }

  private static boolean isWhole(double x) {
    return x > 0.5 && Math.abs(x - Math.rint(x)) < 1e-9;
  }

  private static boolean isMinusOne(GroupGenerator generator) {
    if (!(generator instanceof GroupGenerator.Element element)) {
      return false;
    }
    double[][] g = element.matrix();
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < g.length; j++) {
        if (g[i][j] != (i == j ? -1 : 0)) {
          return false;
        }
      }
    }
    return true;
  }
}
