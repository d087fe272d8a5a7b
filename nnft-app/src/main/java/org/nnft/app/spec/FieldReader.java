package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

/// Networks: a preset with what is changed about it, or spelled out layer by layer. Lists of widths and
/// depths and of numbers in the joint law make a scan.
final class FieldReader {
  static final int MOST_INPUTS = 10_000;
  static final int MOST_WIDTH = 10_000_000;
  static final int MOST_DEPTH = 1000;

  private static final List<String> PARAMETERISATIONS =
      Stream.of(Parameterisation.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();

  /// Laws of the amplitudes of scalar-net.
  private static final List<String> AMPLITUDES = List.of("constant", "normal");

  private final Problems problems;
  private final DensityReader densities;
  private final ActivationReader activations;

  FieldReader(Problems problems) {
    this.problems = problems;
    this.densities = new DensityReader(problems);
    this.activations = new ActivationReader(problems);
  }

  /// All members of the scan; empty if the field could not be understood.
  ///
  /// @param inputs d as the points tell it, used where the file does not name it
  List<NeuralField> read(Section s, int inputs) {
    List<NeuralField> base = s.has("preset") ? preset(s, inputs) : spelled(s, inputs);
    List<NeuralField> scan = new ArrayList<>();
    List<Integer> depths = s.wholes("depth", 0, 1, MOST_DEPTH);
    List<Integer> widths = s.wholes("width", 0, 1, MOST_WIDTH);
    List<JointDensity> joints =
        s.node("correlation")
            .map(node -> new CorrelationReader(problems).read(node, s.pathOf("correlation")))
            .orElse(List.of(new JointDensity.Independent()));
    for (NeuralField field : base) {
      for (JointDensity joint : joints) {
        for (int depth : depths) {
          for (int width : widths) {
            member(s, field, joint, depth, width).ifPresent(scan::add);
          }
        }
      }
    }
    return scan;
  }

  private Optional<NeuralField> member(
      Section s, NeuralField field, JointDensity joint, int depth, int width) {
    String key = s.has("correlation") ? "correlation" : "";
    return problems.attempt(
        key.isEmpty() ? s.line() : s.lineOf(key),
        key.isEmpty() ? s.path() : s.pathOf(key),
        () -> {
          NeuralField deep = depth == 0 ? field : withDepth(field, depth);
          NeuralField wide = width == 0 ? deep : deep.width(width);
          NeuralField joined = wide.correlated(joint);
          joint.requireWidth(joined);
          return joined;
        });
  }

  /// The last hidden layer repeated until there are L of them.
  private static NeuralField withDepth(NeuralField field, int depth) {
    List<HiddenLayer> hidden = new ArrayList<>(field.hidden());
    if (depth < hidden.size()) {
      throw new IllegalArgumentException(
          "depth %d is less than the %d hidden layers that are spelled out"
              .formatted(depth, hidden.size()));
    }
    hidden.addAll(Collections.nCopies(depth - hidden.size(), hidden.getLast()));
    return new NeuralField(field.inputs(), hidden, field.readout());
  }

  private List<NeuralField> preset(Section s, int inputs) {
    Optional<Preset> preset = s.choice("preset", Preset.keys()).map(Preset::of);
    if (preset.isEmpty()) {
      return List.of();
    }
    boolean scalar = preset.get().isScalar();
    switch (preset.get()) {
      case FREE_SCALAR ->
          s.allow("preset", "inputs", "outputs", "width", "mass", "cutoff", "correlation");
      case SCALAR_NET ->
          s.allow(
              "preset",
              "inputs",
              "outputs",
              "width",
              "mass",
              "cutoff",
              "alpha",
              "amplitude",
              "regulator",
              "correlation");
      case ERF_NET, RELU_NET, GAUSS_NET, COS_NET ->
          s.allow(
              "preset",
              "inputs",
              "outputs",
              "width",
              "depth",
              "sigma_w",
              "sigma_b",
              "readoutMeans",
              "correlation");
    }
    int d = (int) s.whole("inputs", inputs, 1, MOST_INPUTS);
    double mass = s.positive("mass", 1);
    double cutoff = s.positive("cutoff", 10);
    Optional<NeuralField> known =
        preset.get() == Preset.SCALAR_NET
            ? scalarNet(s, d, mass, cutoff)
            : Optional.of(preset.get().field(d, mass, cutoff));
    if (known.isEmpty()) {
      return List.of();
    }
    NeuralField field = known.get();
    NeuralField scaled = scalar ? field : withScales(s, field);
    int outputs = (int) s.whole("outputs", 1, 1, MOST_INPUTS);
    Readout r = scaled.readout();
    Readout readout = new Readout(outputs, r.parameterisation(), r.weights(), r.bias());
    return List.of(new NeuralField(d, scaled.hidden(), withMeans(s, "readoutMeans", readout)));
  }

  /// The α-family of 2604.27050.
  private Optional<NeuralField> scalarNet(Section s, int d, double mass, double cutoff) {
    double α = s.number("alpha", 0);
    MomentumCutoff regulator = DensityReader.regulator(s, MomentumCutoff.GAUSSIAN);
    IndependentDensity amplitude =
        s.has("amplitude")
            ? s.choice("amplitude", AMPLITUDES)
                .map(a -> a.equals("normal") ? new Normal(0, 1) : new Rademacher(0, 1))
                .orElse(new Rademacher(0, 1))
            : new Rademacher(0, 1);
    return problems.attempt(
        s.line(), s.path(), () -> NeuralField.scalar(d, mass, α, regulator, cutoff, amplitude));
  }

  /// σ_w and σ_b of a preset, in the hidden layer and in the readout.
  private static NeuralField withScales(Section s, NeuralField field) {
    if (!s.has("sigma_w") && !s.has("sigma_b")) {
      return field;
    }
    HiddenLayer h = field.hidden().getFirst();
    Readout r = field.readout();
    Normal weights = new Normal(0, s.positive("sigma_w", 1));
    double σb = s.number("sigma_b", -1);
    if (s.has("sigma_b") && σb < 0) {
      s.problems().add(s.lineOf("sigma_b"), s.pathOf("sigma_b"), "must be at least 0, got " + σb);
    }
    if (s.has("sigma_b") && h.activation() instanceof Activation.Cos) {
      s.problems()
          .add(
              s.lineOf("sigma_b"),
              s.pathOf("sigma_b"),
              "the bias of a Cos-net is its uniform phase; remove sigma_b, or spell the network out");
    }
    boolean changed = σb >= 0 && !(h.activation() instanceof Activation.Cos);
    IndependentDensity bias = changed ? σb == 0 ? new Constant(0) : new Normal(0, σb) : h.bias();
    IndependentDensity outputBias = changed ? bias : r.bias();
    return new NeuralField(
        field.inputs(),
        List.of(new HiddenLayer(h.width(), h.activation(), h.parameterisation(), weights, bias)),
        new Readout(r.outputs(), r.parameterisation(), weights, outputBias));
  }

  private List<NeuralField> spelled(Section s, int inputs) {
    s.allow("inputs", "parameterisation", "hidden", "readout", "width", "depth", "correlation");
    int d = (int) s.whole("inputs", inputs, 1, MOST_INPUTS);
    Parameterisation standard = parameterisation(s, Parameterisation.STANDARD);
    List<HiddenLayer> hidden = new ArrayList<>();
    Optional<Node> layers = s.required("hidden", "list the hidden layers, or name a preset");
    if (layers.isPresent()) {
      List<Node> items = s.items(layers.get(), s.pathOf("hidden"));
      for (int l = 0; l < items.size(); l++) {
        Section.of(items.get(l), s.pathOf("hidden") + "[" + l + "]", problems)
            .flatMap(layer -> layer(layer, standard))
            .ifPresent(hidden::add);
      }
    }
    Readout readout =
        s.section("readout")
            .map(r -> readout(r, standard))
            .orElse(new Readout(1, standard, new Normal(0, 1), new Constant(0)));
    if (hidden.isEmpty()) {
      return List.of();
    }
    return problems
        .attempt(s.line(), s.path(), () -> new NeuralField(d, hidden, readout))
        .map(List::of)
        .orElse(List.of());
  }

  private Optional<HiddenLayer> layer(Section s, Parameterisation standard) {
    s.allow("width", "activation", "parameterisation", "weights", "bias");
    int width = (int) s.whole("width", NeuralField.PRESET_WIDTH, 1, MOST_WIDTH);
    Optional<Activation> activation =
        s.required("activation", "name one: " + String.join(", ", ActivationReader.names()))
            .map(node -> activations.read(node, s.pathOf("activation")));
    ParameterDensity weights =
        s.node("weights")
            .map(node -> densities.read(node, s.pathOf("weights")))
            .orElse(new Normal(0, 1));
    IndependentDensity bias = bias(s);
    Parameterisation parameterisation = parameterisation(s, standard);
    return activation.map(g -> new HiddenLayer(width, g, parameterisation, weights, bias));
  }

  private Readout readout(Section s, Parameterisation standard) {
    s.allow("outputs", "parameterisation", "weights", "bias", "means");
    int outputs = (int) s.whole("outputs", 1, 1, MOST_INPUTS);
    IndependentDensity weights =
        s.node("weights")
            .map(node -> densities.independent(node, s.pathOf("weights")))
            .orElse(new Normal(0, 1));
    Readout readout = new Readout(outputs, parameterisation(s, standard), weights, bias(s));
    return withMeans(s, "means", readout);
  }

  /// A mean for each row of output weights, if the file names them.
  private Readout withMeans(Section s, String key, Readout readout) {
    return s.has(key)
        ? problems
            .attempt(s.lineOf(key), s.pathOf(key), () -> readout.withWeightMeans(s.numbers(key)))
            .orElse(readout)
        : readout;
  }

  private IndependentDensity bias(Section s) {
    return s.node("bias")
        .map(node -> densities.independent(node, s.pathOf("bias")))
        .orElse(new Constant(0));
  }

  private static Parameterisation parameterisation(Section s, Parameterisation otherwise) {
    return s.has("parameterisation")
        ? s.choice("parameterisation", PARAMETERISATIONS)
            .map(name -> Parameterisation.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(otherwise)
        : otherwise;
  }
}
