package org.nnft.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Ball;
import org.nnft.network.ParameterDensity.Sphere;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Parameterisation;
import org.nnft.network.Potential;
import org.nnft.network.Readout;
import org.nnft.network.ScaleLaw;
import org.nnft.symmetry.MatrixGroup.Fixing;
import org.nnft.symmetry.MatrixGroup.Hyperoctahedral;
import org.nnft.symmetry.MatrixGroup.Orthogonal;
import org.nnft.symmetry.MatrixGroup.Parity;
import org.nnft.symmetry.MatrixGroup.Permutations;
import org.nnft.symmetry.MatrixGroup.Reflections;
import org.nnft.symmetry.MatrixGroup.SpecialOrthogonal;
import org.nnft.symmetry.MatrixGroup.SpecialUnitary;
import org.nnft.symmetry.MatrixGroup.Symplectic;
import org.nnft.symmetry.MatrixGroup.Unitary;
import org.nnft.symmetry.SymmetryGroup.Euclidean;
import org.nnft.symmetry.SymmetryGroup.OnInputs;
import org.nnft.symmetry.SymmetryGroup.OnOutputs;
import org.nnft.symmetry.SymmetryGroup.Scalings;
import org.nnft.symmetry.SymmetryGroup.Translations;

/// The table of symmetries in 2106.00694: each row holds where its condition does, and breaks where it does not.
class DerivationTest {

  private static Readout readout(int outputs, IndependentDensity weights, IndependentDensity bias) {
    return new Readout(outputs, Parameterisation.STANDARD, weights, bias);
  }

  private static NeuralField outputs(Readout readout) {
    return net(2, new Activation.Relu(), new Normal(0, 1), new Normal(0, 1), readout);
  }

  private static NeuralField net(
      int inputs,
      Activation g,
      ParameterDensity weights,
      IndependentDensity bias,
      Readout readout) {
    return new NeuralField(
        inputs, List.of(new HiddenLayer(5, g, Parameterisation.STANDARD, weights, bias)), readout);
  }

  private static NeuralField inputs(
      int inputs, Activation g, ParameterDensity weights, IndependentDensity bias) {
    return net(inputs, g, weights, bias, readout(1, new Normal(0, 1), new Constant(0)));
  }

  private static boolean exact(NeuralField field, SymmetryGroup group) {
    return Derivation.of(field, group).isExact();
  }

  private static boolean exact(NeuralField field, MatrixGroup onOutputs) {
    return exact(field, new OnOutputs(onOutputs));
  }

  @Test
  void normalRowsHaveEveryRotation() {
    for (IndependentDensity bias : List.of(new Constant(0), new Normal(0, 2))) {
      NeuralField field = outputs(readout(4, new Normal(0, 1), bias));
      assertThat(exact(field, new Orthogonal(4))).isTrue();
      assertThat(exact(field, new SpecialOrthogonal(4))).isTrue();
      assertThat(exact(field, new Unitary(2))).isTrue();
      assertThat(exact(field, new SpecialUnitary(2))).isTrue();
      assertThat(exact(field, new Symplectic(1))).isTrue();
      assertThat(exact(field, new Hyperoctahedral(4))).isTrue();
    }
  }

  @Test
  void aBiasThatIsNotNormalBreaksThem() {
    NeuralField field = outputs(readout(3, new Normal(0, 1), new Uniform(0, 1)));
    assertThat(exact(field, new SpecialOrthogonal(3))).isFalse();
    assertThat(exact(field, new Hyperoctahedral(3))).isTrue();
    NeuralField constant = outputs(readout(3, new Normal(0, 1), new Constant(0.5)));
    assertThat(exact(constant, new SpecialOrthogonal(3))).isFalse();
    assertThat(exact(constant, new Permutations(3))).isTrue();
    assertThat(Derivation.of(constant, new OnOutputs(new Orthogonal(3))).surviving())
        .isEqualTo("O(2), the orthogonal maps that fix (0.5, 0.5, 0.5)");
  }

  @Test
  void independentRowsKeepTheHypercube() {
    for (IndependentDensity law :
        List.of(
            new Laplace(0, 1), new Uniform(0, 1), new StudentT(7, 0, 1), new Rademacher(0, 1))) {
      NeuralField field = outputs(readout(3, law, new Normal(0, 1)));
      assertThat(exact(field, new SpecialOrthogonal(3))).as("%s", law).isFalse();
      assertThat(exact(field, new Hyperoctahedral(3))).isTrue();
      assertThat(exact(field, new Reflections(3))).isTrue();
      assertThat(exact(field, new Parity(3))).isTrue();
    }
    NeuralField shifted = outputs(readout(3, new Laplace(0.5, 1), new Normal(0, 1)));
    assertThat(exact(shifted, new Permutations(3))).isTrue();
    assertThat(exact(shifted, new Hyperoctahedral(3))).isFalse();
  }

  /// A mean of the first k rows leaves SO(D − k) of the others; the whole group that is left is larger, the
  /// rotations that fix the vector of means.
  @Test
  void meansOfRowsBreakRotations() {
    NeuralField field =
        outputs(
            readout(5, new Normal(0, 1), new Constant(0))
                .withWeightMeans(List.of(0.2, 0.2, 0.0, 0.0, 0.0)));
    assertThat(exact(field, new SpecialOrthogonal(5))).isFalse();
    assertThat(exact(field, new Fixing(new SpecialOrthogonal(3), 2))).isTrue();
    assertThat(exact(field, new Fixing(new SpecialOrthogonal(4), 1))).isFalse();
    Derivation derivation = Derivation.of(field, new OnOutputs(new SpecialOrthogonal(5)));
    assertThat(derivation.surviving())
        .isEqualTo("O(4), the orthogonal maps that fix (0.2, 0.2, 0, 0, 0)");
    assertThat(derivation.byReason().keySet().iterator().next().reason())
        .isEqualTo("moves the mean (0.2, 0.2, 0, 0, 0) of V");
    NeuralField laplace =
        outputs(
            readout(5, new Laplace(0, 1), new Constant(0))
                .withWeightMeans(List.of(0.2, 0.2, 0.0, 0.0, 0.0)));
    assertThat(Derivation.of(laplace, new OnOutputs(new Orthogonal(5))).surviving())
        .isEqualTo("B₃ × S₂");
  }

  @Test
  void anOddActivationTakesUpTheSignOfTheField() {
    Readout shifted = readout(2, new Normal(0.3, 1), new Normal(0, 1));
    NeuralField odd = net(1, new Activation.Tanh(), new Normal(0, 1), new Normal(0, 1), shifted);
    NeuralField none = net(1, new Activation.Relu(), new Normal(0, 1), new Normal(0, 1), shifted);
    assertThat(exact(odd, new Parity(2))).isTrue();
    assertThat(exact(odd, new Reflections(2))).isFalse();
    NeuralField phase =
        net(1, new Activation.Cos(), new Normal(0, 1), new Uniform(0, Math.PI), shifted);
    assertThat(exact(phase, new Parity(2))).isTrue();
    NeuralField half =
        net(1, new Activation.Cos(), new Normal(0, 1), new Uniform(0, Math.PI / 2), shifted);
    assertThat(exact(half, new Parity(2))).isFalse();
    assertThat(exact(none, new Parity(2))).isFalse();
  }

  @Test
  void rowsOfInputWeightsDecideOnSpace() {
    for (ParameterDensity law : List.of(new Normal(0, 1), new Ball(2), new Sphere(1))) {
      NeuralField field = inputs(3, new Activation.Erf(), law, new Normal(0, 1));
      assertThat(exact(field, new OnInputs(new Orthogonal(3)))).isTrue();
    }
    for (ParameterDensity law : List.of(new Uniform(0, 1), new Laplace(0, 1))) {
      NeuralField field = inputs(3, new Activation.Erf(), law, new Normal(0, 1));
      assertThat(exact(field, new OnInputs(new SpecialOrthogonal(3)))).isFalse();
      assertThat(exact(field, new OnInputs(new Hyperoctahedral(3)))).isTrue();
    }
    NeuralField shifted = inputs(3, new Activation.Relu(), new Normal(0.1, 1), new Normal(0, 1));
    assertThat(exact(shifted, new OnInputs(new Permutations(3)))).isTrue();
    assertThat(exact(shifted, new OnInputs(new Parity(3)))).isFalse();
    assertThat(Derivation.of(shifted, new OnInputs(new Orthogonal(3))).surviving())
        .isEqualTo("O(2), the orthogonal maps that fix (0.1, 0.1, 0.1)");
    NeuralField even = inputs(3, new Activation.Cos(), new Normal(0.1, 1), new Normal(0, 1));
    assertThat(exact(even, new OnInputs(new Parity(3)))).isTrue();
    assertThat(exact(NeuralField.gaussNet(3), new OnInputs(new Orthogonal(3)))).isTrue();
  }

  @Test
  void aUniformPhaseOverWholePeriodsGivesTranslations() {
    Translations translations = new Translations(2, 3);
    for (double periods : new double[] {0.5, 1, 1.5, 3}) {
      NeuralField field =
          inputs(2, new Activation.Cos(), new Laplace(0, 1), new Uniform(0.3, periods * Math.PI));
      assertThat(exact(field, translations)).as("%s periods", periods).isTrue();
    }
    NeuralField quarter =
        inputs(2, new Activation.Cos(), new Normal(0, 1), new Uniform(0, 0.7 * Math.PI));
    assertThat(exact(quarter, translations)).isFalse();
    // Half a period changes the sign of h, and here no even law takes it up.
    NeuralField uneven =
        net(
            2,
            new Activation.Cos(),
            new Normal(0, 1),
            new Uniform(0, Math.PI / 2),
            readout(1, new Normal(0.2, 1), new Constant(0)));
    assertThat(exact(uneven, translations)).isFalse();
    NeuralField square =
        inputs(
            2,
            Activation.Formula.parse("cos(2*x)^2+sin(x)"),
            new Normal(0, 1),
            new Uniform(0, Math.PI));
    assertThat(exact(square, translations)).isTrue();
    assertThat(
            exact(
                inputs(
                    2,
                    Activation.Formula.parse("cos(x/2)"),
                    new Normal(0, 1),
                    new Uniform(0, Math.PI)),
                translations))
        .isFalse();
    assertThat(exact(NeuralField.cosNet(2), new Euclidean(2, 3))).isTrue();
    assertThat(exact(NeuralField.freeScalar(2, 1, 5), new Euclidean(2, 3))).isTrue();
    assertThat(exact(NeuralField.gaussNet(2), translations)).isFalse();
    assertThat(exact(NeuralField.erfNet(2), translations)).isFalse();
    assertThat(
            exact(
                inputs(2, new Activation.Cos(), new Normal(0, 1), new Normal(0, 1)), translations))
        .isFalse();
  }

  /// Two layers: whatever follows the first, space is decided there; outputs are decided in the readout.
  @Test
  void depthChangesNothing() {
    HiddenLayer first =
        new HiddenLayer(
            4,
            new Activation.Sin(),
            Parameterisation.NTK,
            new Normal(0, 1),
            new Uniform(0, Math.PI));
    HiddenLayer second =
        new HiddenLayer(
            3, new Activation.Relu(), Parameterisation.NTK, new Laplace(0.1, 1), new Constant(1));
    NeuralField field =
        new NeuralField(2, List.of(first, second), readout(3, new Normal(0, 1), new Normal(0, 1)));
    assertThat(exact(field, new Euclidean(2, 1))).isTrue();
    assertThat(exact(field, new Orthogonal(3))).isTrue();
  }

  /// Neurons that hang together keep what acts on all of them alike.
  @Test
  void jointLawsKeepWhatActsOnAllNeuronsAlike() {
    NeuralField cos =
        net(
            2,
            new Activation.Cos(),
            new Normal(0, 1),
            new Uniform(0, Math.PI / 2),
            readout(3, new Normal(0, 1), new Constant(0)));
    OnOutputs rotations = new OnOutputs(new Orthogonal(3));
    Translations translations = new Translations(2, 1);
    NeuralField student = cos.correlated(new JointDensity.CommonScale(ScaleLaw.student(9)));
    assertThat(exact(student, rotations)).isTrue();
    assertThat(exact(student, translations)).isTrue();
    NeuralField tied = cos.correlated(new JointDensity.Equicorrelated(ParameterGroup.READOUT, 0.3));
    assertThat(exact(tied, rotations)).isTrue();
    // The sign of single units is no longer free, and the phase covers half a period only.
    assertThat(exact(tied, translations)).isFalse();
    assertThat(exact(cos.correlated(quartic("sumV2^2")), rotations)).isTrue();
    NeuralField cubic = cos.correlated(quartic("sumV4"));
    assertThat(exact(cubic, rotations)).isFalse();
    assertThat(exact(cubic, new OnOutputs(new Hyperoctahedral(3)))).isTrue();
    assertThat(exact(cos.correlated(quartic("sumB2")), translations)).isFalse();
    NeuralField mixed =
        cos.correlated(
            new JointDensity.Mixture(
                List.of(
                    new JointDensity.Mixture.Component(1, 1, 1, 2),
                    new JointDensity.Mixture.Component(1, 1, 0.7, 1))));
    assertThat(exact(mixed, rotations)).isTrue();
    assertThat(exact(mixed, translations)).isFalse();
  }

  private static JointDensity quartic(String potential) {
    return new JointDensity.Deformed(Potential.parse(potential, List.of()));
  }

  @Test
  void homogeneousNetworksScale() {
    assertThat(exact(NeuralField.reluNet(2), new Scalings(1, 3))).isTrue();
    assertThat(exact(NeuralField.reluNet(2), new Scalings(0, 3))).isFalse();
    assertThat(exact(NeuralField.erfNet(2), new Scalings(1, 3))).isFalse();
    NeuralField sign = inputs(2, new Activation.Sign(), new Normal(0, 1), new Constant(0));
    assertThat(exact(sign, new Scalings(0, 3))).isTrue();
    NeuralField cubic =
        inputs(2, Activation.Polynomial.monomial(3), new Normal(0, 1), new Constant(0));
    assertThat(exact(cubic, new Scalings(3, 3))).isTrue();
  }

  @Test
  void refusesAGroupOfAnotherDimension() {
    assertThatThrownBy(
            () -> Derivation.of(NeuralField.erfNet(1), new OnOutputs(new SpecialOrthogonal(5))))
        .hasMessage("SO(5) on outputs acts on 5 real components, the field has 1 outputs");
  }
}
