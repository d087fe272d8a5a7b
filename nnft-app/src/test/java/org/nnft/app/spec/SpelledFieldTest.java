package org.nnft.app.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.experiment.FieldSource;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Parameterisation;
import org.nnft.network.Potential;
import org.nnft.network.Readout;
import org.nnft.network.ScaleLaw;

/// What is spelled out reads back as the same network: presets, every activation, every law.
class SpelledFieldTest {

  static List<NeuralField> fields() {
    List<NeuralField> fields = new ArrayList<>();
    for (Preset preset : Preset.values()) {
      fields.add(preset.field(2, 1.5, 7));
    }
    List<Activation> activations = new ArrayList<>(ActivationReader.NAMED.values());
    activations.add(new Activation.LeakyRelu(0.1));
    activations.add(Activation.Polynomial.monomial(3));
    activations.add(Activation.Formula.parse("x*exp(-x^2/2)"));
    for (Activation g : activations) {
      fields.add(
          new NeuralField(
              2,
              List.of(
                  new HiddenLayer(
                      3,
                      g,
                      Parameterisation.NTK,
                      new ParameterDensity.Sphere(2),
                      new Laplace(0.1, 2)),
                  new HiddenLayer(
                      4,
                      new Activation.Tanh(),
                      Parameterisation.BARE,
                      new StudentT(5, 0, 1.25),
                      new Constant(-0.5))),
              new Readout(
                  2,
                  Parameterisation.STANDARD,
                  new Rademacher(0, 1),
                  new Normal(0.25, 3),
                  List.of(0.5, -1.0))));
    }
    for (JointDensity joint : joints()) {
      fields.add(Preset.COS_NET.field(2, 1, 1).correlated(joint));
    }
    return fields;
  }

  private static List<JointDensity> joints() {
    ParameterGroup weights = new ParameterGroup(0, ParameterGroup.Kind.WEIGHTS);
    Expression u = Expression.parse("i/n", JointDensity.GaussianCovariance.VARIABLES);
    return List.of(
        new JointDensity.CommonScale(ScaleLaw.student(7)),
        new JointDensity.CommonScale(new ScaleLaw.GammaScale(2, 0.5)),
        new JointDensity.CommonScale(new ScaleLaw.LogNormal(0.5, 2)),
        new JointDensity.CommonScale(new ScaleLaw.UniformScale(0.5, 2)),
        new JointDensity.CommonScale(
            new ScaleLaw.Transformed(
                Expression.parse("0.7+0.3*z^2", ScaleLaw.Transformed.VARIABLES))),
        new JointDensity.CommonScale(new ScaleLaw.Discrete(List.of(1.0, 2.0), List.of(0.25, 0.75))),
        new JointDensity.Equicorrelated(weights, 0.25),
        new JointDensity.GaussianCovariance(ParameterGroup.READOUT, u, List.of(u, u)),
        new JointDensity.SharedWeights(new ParameterGroup(0, ParameterGroup.Kind.BIASES), 4),
        new JointDensity.SharedLayers(),
        new JointDensity.Mixture(List.of(new JointDensity.Mixture.Component(1, 2, 3, 4))),
        new JointDensity.Deformed(
            Potential.parse("a*sumW2", List.of(new Potential.Parameter("a", 0.5)))));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void readsBack(NeuralField field) {
    String text =
        "nnft: 1\nfield:\n%spoints: [[1, 2]]\nstudies: [correlators]\n"
            .formatted(SpelledField.yaml(field).indent(2));
    FieldSource source = ExperimentReader.read(text, "test", Path.of("")).field();
    assertThat(((FieldSource.Networks) source).scan()).containsExactly(field);
  }
}
