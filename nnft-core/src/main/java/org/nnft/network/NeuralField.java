package org.nnft.network;

import java.util.List;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;

/// An ensemble of fully connected networks: architecture and law of the parameters.
///
/// @param inputs d ≥ 1, dimension of the space on which the field lives
/// @param hidden hidden layers from input to output, at least one
/// @param readout the linear output layer
/// @param correlation how the parameters hang together
public record NeuralField(
    int inputs, List<HiddenLayer> hidden, Readout readout, JointDensity correlation) {

  /// Default width of a preset.
  public static final int PRESET_WIDTH = 100;

  public NeuralField {
    hidden = List.copyOf(hidden);
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs must be at least 1, got " + inputs);
    }
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least 1 hidden layer, got none");
    }
    for (int l = 1; l < hidden.size(); l++) {
      if (hidden.get(l).activation().firstLayerOnly()) {
        throw new IllegalArgumentException(
            "activation of hidden layer %d depends on the network's input; it can stand in layer 1 only"
                .formatted(l + 1));
      }
    }
    if (!(correlation instanceof JointDensity.Independent)) {
      correlation.requireFits(new NeuralField(inputs, hidden, readout));
    }
  }

  /// Independent parameters.
  public NeuralField(int inputs, List<HiddenLayer> hidden, Readout readout) {
    this(inputs, hidden, readout, new JointDensity.Independent());
  }

  /// Erf-net of 2008.08601: σ_b = σ_w = 1, output bias N(0, 1).
  public static NeuralField erfNet(int inputs) {
    return halverson(inputs, new Activation.Erf(), new Normal(0, 1));
  }

  /// ReLU-net of 2008.08601: σ_w = 1, no bias.
  public static NeuralField reluNet(int inputs) {
    return halverson(inputs, new Activation.Relu(), new Constant(0));
  }

  /// Gauss-net of 2008.08601: σ_b = σ_w = 1, output bias N(0, 1).
  public static NeuralField gaussNet(int inputs) {
    return halverson(inputs, new Activation.GaussNormalised(), new Normal(0, 1));
  }

  /// Cos-net of 2112.04527: f = N^(−½) Σ aᵢ cos(wᵢ·x + bᵢ), a ~ N(0, 1), w ~ N(0, 1/d),
  /// b uniform on [−π, π]. Euclidean-invariant at every width.
  public static NeuralField cosNet(int inputs) {
    HiddenLayer layer =
        new HiddenLayer(
            PRESET_WIDTH,
            new Activation.Cos(),
            Parameterisation.STANDARD,
            new Normal(0, 1),
            new Uniform(0, Math.PI));
    Readout readout = new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0));
    return new NeuralField(inputs, List.of(layer), readout);
  }

  /// Free scalar of 2307.03223: φ(x) = √(2 vol B_Λ/(2π)ᵈ) N^(−½) Σ aᵢ cos(bᵢ·x + cᵢ)/√(bᵢ² + m²),
  /// a ~ N(0, 1), b uniform in the ball |b| ≤ Λ, c uniform on [−π, π]. At infinite width
  /// G⁽²⁾(x − y) = ∫_{|p|<Λ} dᵈp/(2π)ᵈ e^{ip(x−y)}/(p² + m²).
  ///
  /// @param mass m > 0
  /// @param cutoff Λ > 0
  public static NeuralField freeScalar(int inputs, double mass, double cutoff) {
    double amplitude = Math.sqrt(2 * ballVolume(inputs, cutoff) / Math.pow(2 * Math.PI, inputs));
    HiddenLayer layer =
        new HiddenLayer(
            PRESET_WIDTH,
            new Activation.PlaneWave(amplitude, mass, -0.5),
            Parameterisation.BARE,
            new ParameterDensity.Ball(cutoff),
            new Uniform(0, Math.PI));
    Readout readout = new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0));
    return new NeuralField(inputs, List.of(layer), readout);
  }

  /// The α-family of free scalars of 2604.27050,
  ///
  ///     φ(x) = √(2Ω/N) Σ aⱼ (kⱼ² + m²)^(α/2) cos(kⱼ·x + cⱼ),   p(k) = f_Λ(k)/((2π)ᵈ Ω (k² + m²)^(1+α))
  ///
  /// with c uniform on [−π, π] and a of unit variance. All α have the free scalar with regulator f as their
  /// limit; α = −1 are the momenta of 2307.03223, and α = 0 has G_c⁽⁴⁾ → 0 under separation if abs(a) = 1. The
  /// paper's amplitudes are not random, a = 1: under a uniform phase a = ±1 is the same law, and even.
  ///
  /// @param mass m > 0
  /// @param regulator f; NONE needs 2(1 + α) > d
  /// @param cutoff Λ > 0
  /// @param amplitude law of a, such as Rademacher(0, 1) or Normal(0, 1)
  public static NeuralField scalar(
      int inputs,
      double mass,
      double alpha,
      MomentumCutoff regulator,
      double cutoff,
      IndependentDensity amplitude) {
    var momenta = new ParameterDensity.Propagator(mass, 1 + alpha, regulator, cutoff);
    double Ω = RadialLaw.of(momenta, inputs).coincidentIntegral();
    HiddenLayer layer =
        new HiddenLayer(
            PRESET_WIDTH,
            new Activation.PlaneWave(Math.sqrt(2 * Ω), mass, alpha / 2),
            Parameterisation.BARE,
            momenta,
            new Uniform(0, Math.PI));
    Readout readout = new Readout(1, Parameterisation.STANDARD, amplitude, new Constant(0));
    return new NeuralField(inputs, List.of(layer), readout);
  }

  /// Volume of the ball of radius r in ℝᵈ: V₀ = 1, V₁ = 2r, V_d = V_{d−2}·2πr²/d.
  private static double ballVolume(int d, double r) {
    return d == 0 ? 1 : d == 1 ? 2 * r : ballVolume(d - 2, r) * 2 * Math.PI * r * r / d;
  }

  private static NeuralField halverson(int inputs, Activation g, IndependentDensity bias) {
    HiddenLayer layer =
        new HiddenLayer(PRESET_WIDTH, g, Parameterisation.STANDARD, new Normal(0, 1), bias);
    Readout readout = new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), bias);
    return new NeuralField(inputs, List.of(layer), readout);
  }

  /// Number of incoming units of hidden layer l, or of the readout when l = depth.
  public int fanIn(int l) {
    return l == 0 ? inputs : hidden.get(l - 1).width();
  }

  /// Number of hidden layers L.
  public int depth() {
    return hidden.size();
  }

  /// Number of output components D.
  public int outputs() {
    return readout.outputs();
  }

  /// Width of the last hidden layer: the N of a sum over neurons.
  public int width() {
    return hidden.getLast().width();
  }

  /// The same ensemble with every hidden layer of N units.
  public NeuralField width(int units) {
    return new NeuralField(
        inputs,
        hidden.stream().map(layer -> layer.withWidth(units)).toList(),
        readout,
        correlation);
  }

  /// The same layers with parameters that hang together.
  ///
  /// @throws IllegalArgumentException if the layers do not allow it, saying what to change
  public NeuralField correlated(JointDensity joint) {
    return new NeuralField(inputs, hidden, readout, joint);
  }

  /// The same layers with independent parameters.
  public NeuralField independent() {
    return correlated(new JointDensity.Independent());
  }

  /// Whether parameters of different neurons are independent.
  public boolean isIndependent() {
    return correlation instanceof JointDensity.Independent;
  }

  /// Refuses correlated parameters, for which a formula for independent neurons is wrong.
  ///
  /// @param what the quantity that is known for independent ones only
  /// @throws IllegalArgumentException saying so
  public void requireIndependent(String what) {
    if (!isIndependent()) {
      throw new IllegalArgumentException(
          "%s known for independent parameters only, got %s; remove field.correlation, or ask what can be sampled"
              .formatted(what, correlation.words()));
    }
  }

  /// Refuses points that are not inputs of this field.
  ///
  /// @throws IllegalArgumentException if they have another number of coordinates
  public void requireInputs(PointSet points) {
    if (points.dimension() != inputs) {
      throw new IllegalArgumentException(
          "the field lives in %d dimensions, the points have %d coordinates"
              .formatted(inputs, points.dimension()));
    }
  }

  /// Number of parameters of one network.
  public long parameters() {
    long sum = (long) readout.outputs() * (width() + 1);
    for (int l = 0; l < depth(); l++) {
      sum += (long) hidden.get(l).width() * (fanIn(l) + 1);
    }
    return sum;
  }

  /// Whether f and −f have the same law, so that correlators of odd order vanish: even output weights
  /// and output bias, to which every joint law is even too.
  public boolean isEven() {
    return readout.hasEvenWeights() && readout.bias().isEven();
  }

  /// Whether, given the hidden units and whatever random numbers the neurons share, the outputs are Gaussian of
  /// zero mean: normal output weights and a normal or no output bias, all of zero mean.
  public boolean hasGaussianReadout() {
    IndependentDensity bias = readout.bias();
    return correlation.isGaussianReadoutKept()
        && readout.weights() instanceof Normal
        && readout.hasEvenWeights()
        && bias.mean() == 0
        && (bias instanceof Normal || bias instanceof Constant);
  }

  /// Text that names the ensemble, and so determines its random numbers.
  @Override
  public String toString() {
    String joint = isIndependent() ? "" : ", correlation=" + correlation;
    return "NeuralField[inputs=%d, hidden=%s, readout=%s%s]"
        .formatted(inputs, hidden, readout, joint);
  }
}
