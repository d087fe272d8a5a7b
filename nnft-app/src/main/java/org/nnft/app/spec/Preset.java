package org.nnft.app.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.NeuralField;

/// Networks of the literature by name.
enum Preset {
  ERF_NET("Erf-net of 2008.08601: σ_b = σ_w = 1", "halverson2020"),
  RELU_NET("ReLU-net of 2008.08601: σ_w = 1, no bias", "halverson2020"),
  GAUSS_NET("Gauss-net of 2008.08601: normalised exponential, σ_b = σ_w = 1", "halverson2020"),
  COS_NET(
      "Cos-net of 2112.04527: uniform phase, Euclidean-invariant at every width", "halverson2021"),
  FREE_SCALAR("free scalar of 2307.03223: mass m, momentum cutoff Λ", "demirtas2023"),
  SCALAR_NET(
      "α-family of free scalars of 2604.27050: alpha, amplitude, regulator, mass, cutoff",
      "zhang2026");

  private final String description;
  private final String citation;

  Preset(String description, String citation) {
    this.description = description;
    this.citation = citation;
  }

  /// Its name in files.
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// One line for lists.
  String description() {
    return description;
  }

  /// Key in the bibliography.
  String citation() {
    return citation;
  }

  /// Keys of all presets.
  static List<String> keys() {
    return Arrays.stream(values()).map(Preset::key).toList();
  }

  static Preset of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// Whether it is a scalar field with a mass and a cutoff.
  boolean isScalar() {
    return this == FREE_SCALAR || this == SCALAR_NET;
  }

  /// @param mass of a scalar
  /// @param cutoff of a scalar
  NeuralField field(int inputs, double mass, double cutoff) {
    return switch (this) {
      case ERF_NET -> NeuralField.erfNet(inputs);
      case RELU_NET -> NeuralField.reluNet(inputs);
      case GAUSS_NET -> NeuralField.gaussNet(inputs);
      case COS_NET -> NeuralField.cosNet(inputs);
      case FREE_SCALAR -> NeuralField.freeScalar(inputs, mass, cutoff);
      case SCALAR_NET ->
          NeuralField.scalar(
              inputs, mass, 0, MomentumCutoff.GAUSSIAN, cutoff, new Rademacher(0, 1));
    };
  }
}
