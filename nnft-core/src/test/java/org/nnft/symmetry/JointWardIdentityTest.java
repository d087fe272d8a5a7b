package org.nnft.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.ParameterTap;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.CommonScale;
import org.nnft.network.JointDensity.Deformed;
import org.nnft.network.JointDensity.Equicorrelated;
import org.nnft.network.JointDensity.GaussianCovariance;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.JointDensity.SharedLayers;
import org.nnft.network.JointDensity.SharedWeights;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Parameterisation;
import org.nnft.network.Potential;
import org.nnft.network.Readout;
import org.nnft.network.ScaleLaw;

/// Ward identities of parameters that hang together: N = 6 neurons, two outputs.
///
/// Whatever the covariance of n normal numbers, scaling them has B = n − χ²ₙ, so that ⟨B²⟩ = 2n exactly: a wrong joint
/// score is seen in ⟨B²⟩ alone. Each identity is held with p > 1e-3 at a fixed seed; 27 of them fail together by
/// chance with 3 %.
class JointWardIdentityTest {
  private static final int M = 8_000;
  private static final PointSet POINTS = PointSet.line(0, 0.5, 1.25);
  private static final ParameterGroup WEIGHTS = new ParameterGroup(0, ParameterGroup.Kind.WEIGHTS);
  private static final ParameterGroup BIASES = new ParameterGroup(0, ParameterGroup.Kind.BIASES);

  private static final NeuralField TANH =
      net(new Activation.Tanh(), new Normal(0.3, 0.7), new Normal(0, 1));

  private static NeuralField net(
      Activation g, IndependentDensity bias, IndependentDensity readout) {
    return new NeuralField(
        1,
        List.of(new HiddenLayer(6, g, Parameterisation.STANDARD, new Normal(0, 1), bias)),
        new Readout(2, Parameterisation.STANDARD, readout, new Normal(0, 0.5)));
  }

  private static WardIdentity.Result run(NeuralField field, ParameterFlow flow) {
    WardIdentity.Result result =
        WardIdentity.of(field, POINTS, flow, List.of(1, 2, 3), 3, M, 5).run();
    assertThat(result.pValue()).as("%s, %s", field, flow.name()).isGreaterThan(1e-3);
    assertThat(Math.abs(result.meanBreaking().pull(0))).isLessThan(5);
    return result;
  }

  private static GaussianCovariance covariance(ParameterGroup group) {
    return new GaussianCovariance(
        group,
        Expression.parse("0.3+0.1*i", GaussianCovariance.VARIABLES),
        List.of(
            Expression.parse("i/n", GaussianCovariance.VARIABLES),
            Expression.parse("cos(i)", GaussianCovariance.VARIABLES)));
  }

  private static Deformed deformed(String potential) {
    return new Deformed(Potential.parse(potential, List.of()));
  }

  /// √⟨B²⟩ = √(2n) within 5 standard errors: Var B² is 8n(n + 6) for n − χ²ₙ.
  private static void requireChiSquared(WardIdentity.Result result, int n) {
    assertThat(result.divergence()).isEqualTo(n);
    double error = 5 * Math.sqrt(8.0 * n * (n + 6) / M) / (2 * Math.sqrt(2.0 * n));
    assertThat(result.breakingSize()).isCloseTo(Math.sqrt(2.0 * n), within(error));
  }

  @Test
  void scalingANormalReadoutBreaksByChiSquaredWhateverItsCovariance() {
    for (JointDensity joint :
        List.of(
            new CommonScale(ScaleLaw.student(12)),
            new Equicorrelated(ParameterGroup.READOUT, 0.4),
            new Equicorrelated(ParameterGroup.READOUT, -0.15),
            covariance(ParameterGroup.READOUT),
            new Mixture(
                List.of(
                    new Mixture.Component(1, 2, 0.5, 0.7), new Mixture.Component(2, 1, 1, 1.3))),
            deformed("0.6*sumV2"))) {
      NeuralField field = TANH.correlated(joint);
      requireChiSquared(run(field, ParameterFlow.readoutScaling(field)), 12);
    }
  }

  /// Three neurons with the same weights count as one.
  @Test
  void copiesCountOnce() {
    NeuralField readout = TANH.correlated(new SharedWeights(ParameterGroup.READOUT, 3));
    requireChiSquared(run(readout, ParameterFlow.readoutScaling(readout)), 4);
    NeuralField uneven = TANH.correlated(new SharedWeights(WEIGHTS, 4));
    requireChiSquared(run(uneven, ParameterFlow.inputScaling(uneven)), 2);
    // A flow of other parameters is that of independent ones.
    requireChiSquared(run(uneven, ParameterFlow.readoutScaling(uneven)), 12);
  }

  /// A shift by 1 has B = −1ᵀC⁻¹(θ − μ)/σ², of variance 1ᵀC⁻¹1/σ²: n/(1 + (n − 1)ρ) for equicorrelated neurons, and
  /// 4.078866591874627 for the covariance above (NumPy, inverse of the dense matrix).
  @Test
  void shiftsSeeTheInverseCovariance() {
    double σ = 0.7;
    NeuralField equal = TANH.correlated(new Equicorrelated(BIASES, 0.4));
    assertThat(run(equal, ParameterFlow.phaseShift()).breakingSize())
        .isCloseTo(Math.sqrt(2) / σ, within(0.1));
    NeuralField opposite = TANH.correlated(new Equicorrelated(BIASES, -0.15));
    assertThat(run(opposite, ParameterFlow.phaseShift()).breakingSize())
        .isCloseTo(Math.sqrt(24) / σ, within(0.2));
    NeuralField given = TANH.correlated(covariance(BIASES));
    assertThat(run(given, ParameterFlow.phaseShift()).breakingSize())
        .isCloseTo(Math.sqrt(4.078866591874627) / σ, within(0.12));
  }

  /// Rotations of the outputs are kept by all that couples neurons alike, and a uniform phase by all that leaves it alone.
  @Test
  void whatIsSharedAlikeConserves() {
    for (JointDensity joint :
        List.of(
            new CommonScale(new ScaleLaw.LogNormal(0, 0.5)),
            new Equicorrelated(ParameterGroup.READOUT, 0.4),
            deformed("sumV2^2"))) {
      NeuralField field = TANH.correlated(joint);
      assertThat(run(field, ParameterFlow.outputRotation(field, 0, 1)).breakingSize())
          .isLessThan(1e-12);
    }
    NeuralField cos = net(new Activation.Cos(), new Uniform(0, Math.PI), new Normal(0, 1));
    NeuralField shared = cos.correlated(new SharedWeights(BIASES, 2));
    assertThat(run(shared, ParameterFlow.phaseShift()).breakingSize()).isZero();
    // Σv⁴ breaks rotations, and Σb² the shift of the phase, which is whole on the circle; by the
    // score alone.
    NeuralField quartic = TANH.correlated(deformed("3*sumV4"));
    WardIdentity.Result rotated = run(quartic, ParameterFlow.outputRotation(quartic, 0, 1));
    assertThat(rotated.divergence()).isZero();
    assertThat(rotated.breakingSize()).isGreaterThan(0.5);
    NeuralField tilted = cos.correlated(deformed("0.2*sumB2"));
    assertThat(run(tilted, ParameterFlow.phaseShift()).breakingSize()).isGreaterThan(0.5);
  }

  /// Nonlinear potentials, and shared laws that are not normal.
  @Test
  void holdsForPotentialsAndForOtherLaws() {
    NeuralField field = TANH.correlated(deformed("0.4*sumW2^2/N^2+sqrt(1+sumB2*sumV2)"));
    run(field, ParameterFlow.inputScaling(field));
    run(field, ParameterFlow.phaseShift());
    run(field, ParameterFlow.readoutScaling(field));
    NeuralField laplace = net(new Activation.Tanh(), new Laplace(0, 1), new Laplace(0, 1));
    NeuralField scaled =
        laplace.correlated(
            new CommonScale(new ScaleLaw.Discrete(List.of(0.5, 3.0), List.of(1.0, 1.0))));
    run(scaled, ParameterFlow.readoutScaling(scaled));
    run(scaled, ParameterFlow.outputMeanShift(scaled, 0));
    NeuralField copied = laplace.correlated(new SharedWeights(BIASES, 2));
    run(copied, ParameterFlow.phaseShift());
  }

  /// A recurrent network: all layers after the first move together, and their parameters count once.
  @Test
  void sharedLayersMoveTogether() {
    HiddenLayer layer = TANH.hidden().getFirst().withWidth(3);
    NeuralField field =
        new NeuralField(1, List.of(layer, layer, layer), TANH.readout(), new SharedLayers());
    List<List<Double>> identity =
        List.of(List.of(1.0, 0.0, 0.0), List.of(0.0, 1.0, 0.0), List.of(0.0, 0.0, 1.0));
    List<Double> none = List.of(0.0, 0.0, 0.0);
    requireChiSquared(run(field, new ParameterFlow.Weights("scaling", 1, identity, none)), 9);
    ParameterFlow third = new ParameterFlow.Weights("scaling", 2, identity, none);
    assertThatThrownBy(() -> run(field, third)).hasMessageContaining("act on hidden layer 2");
  }

  /// The negative twin: with the score of independent parameters the identity of correlated ones fails.
  @Test
  void theScoreOfIndependentParametersFails() {
    NeuralField field = TANH.correlated(new Equicorrelated(ParameterGroup.READOUT, 0.4));
    WardIdentity.Side side =
        run(field, ParameterFlow.readoutScaling(field)).sides().stream()
            .filter(s -> s.order() == 2)
            .findFirst()
            .orElseThrow();
    double independent = new IndependentScore(field).average(side.observable());
    assertThat(Math.abs(side.left().pull(independent))).isGreaterThan(5);
  }

  /// ⟨(Σ v²/σ² − n) O⟩ with σ² = 1/N, the right side of an independent readout.
  private static final class IndependentScore implements ParameterTap {
    private final NeuralField field;
    private final double[] score;

    IndependentScore(NeuralField field) {
      this.field = field;
      this.score = new double[M];
    }

    @Override
    public void weights(int layer, int unit, double[][] weights, int n) {
      for (int a = 0; layer == 1 && a < weights.length; a++) {
        for (int i = 0; i < n; i++) {
          score[i] += weights[a][i] * weights[a][i] * field.width() - 1;
        }
      }
    }

    @Override
    public void biases(int layer, int unit, double[] biases, int n) {}

    double average(String observable) {
      DrawnFields.Reader reader = DrawnFields.of(field, POINTS, M, 5).tapped(this);
      int capacity = reader.capacity();
      double[][] f = new double[6][capacity];
      List<Integer> symbols = symbols(observable);
      double sum = 0;
      for (int first = 0; first + capacity <= M; first += capacity) {
        Arrays.fill(score, 0);
        reader.read(first, capacity, f);
        for (int i = 0; i < capacity; i++) {
          double product = score[i];
          for (int s : symbols) {
            product *= f[s][i];
          }
          sum += product;
        }
      }
      return sum / M;
    }

    /// Point and output of each factor of ⟨f₁(x₂) f₁(x₃)⟩, as 2p + a.
    private static List<Integer> symbols(String observable) {
      List<Integer> digits = new ArrayList<>();
      observable.chars().filter(c -> c >= '₀' && c <= '₉').forEach(c -> digits.add(c - '₁'));
      List<Integer> symbols = new ArrayList<>();
      for (int k = 0; k < digits.size(); k += 2) {
        symbols.add(2 * digits.get(k + 1) + digits.get(k));
      }
      return symbols;
    }
  }

  @Test
  void refusesLawsWithoutADensity() {
    NeuralField singular =
        TANH.correlated(
            new GaussianCovariance(
                BIASES,
                Expression.parse("0", GaussianCovariance.VARIABLES),
                List.of(Expression.parse("1", GaussianCovariance.VARIABLES))));
    assertThatThrownBy(() -> run(singular, ParameterFlow.phaseShift()))
        .hasMessageContaining("a score needs a density")
        .hasMessageContaining("give every neuron a part of its own");
    NeuralField zero =
        TANH.correlated(
            new CommonScale(new ScaleLaw.Discrete(List.of(0.0, 1.0), List.of(1.0, 1.0))));
    assertThatThrownBy(() -> run(zero, ParameterFlow.readoutScaling(zero)))
        .hasMessageContaining("a common scale that can be 0");
    NeuralField signs = net(new Activation.Tanh(), new Normal(0, 1), new Rademacher(0, 1));
    NeuralField mixed = signs.correlated(new CommonScale(ScaleLaw.student(5)));
    assertThatThrownBy(() -> run(mixed, ParameterFlow.readoutScaling(mixed)))
        .hasMessageContaining("moves the edge of the law");
    NeuralField phases =
        net(new Activation.Cos(), new Uniform(0, Math.PI), new Normal(0, 1))
            .correlated(
                new Mixture(
                    List.of(
                        new Mixture.Component(1, 1, 1, 1), new Mixture.Component(1, 1, 0.5, 1))));
    assertThatThrownBy(() -> run(phases, ParameterFlow.phaseShift()))
        .hasMessageContaining("moves the edge of the law");
  }
}
