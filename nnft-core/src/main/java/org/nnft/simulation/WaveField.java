package org.nnft.simulation;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;

/// One scalar network's parameters, their conjugate momenta, and its field on the grid. Mutable scratch of a chain.
///
/// Parameters stand neuron by neuron: k₁ … k_d, the phase c, and the amplitude v if that is random.
final class WaveField {
  private final WaveEnsemble ensemble;
  private final Lanes lanes;
  private final int size;
  private final int d;
  private final int stride;
  private final double[][] coordinates;
  private final double[] parameters;
  private final double[] velocity;
  private final double[] scale;
  private final double[] kept;
  private final double[] keptField;
  private final double[] φ;
  private final double[] angle;
  private final double[] wave;
  private final double[] sine;
  private final double[] saved;
  private final double[] offered;
  private double[] lastSource = new double[0];

  WaveField(WaveEnsemble ensemble, InteractionGrid grid, Lanes lanes) {
    this.ensemble = ensemble;
    this.lanes = lanes;
    this.size = grid.size();
    this.d = grid.dimension();
    this.stride = ensemble.parametersPerNeuron();
    PointSet points = grid.points();
    this.coordinates = new double[d][size];
    for (int a = 0; a < d; a++) {
      for (int g = 0; g < size; g++) {
        coordinates[a][g] = points.at(g, a);
      }
    }
    int count = ensemble.width() * stride;
    this.parameters = new double[count];
    this.velocity = new double[count];
    this.scale = new double[stride];
    Arrays.fill(scale, 0, d, 2 / grid.box());
    scale[d] = 1;
    if (ensemble.normal()) {
      scale[d + 1] = ensemble.readout();
    }
    this.kept = new double[count];
    this.keptField = new double[size];
    this.φ = new double[size];
    this.angle = new double[size];
    this.wave = new double[size];
    this.sine = new double[size];
    this.saved = new double[stride];
    this.offered = new double[size];
  }

  WaveEnsemble ensemble() {
    return ensemble;
  }

  int parameters() {
    return parameters.length;
  }

  /// φ on the grid. Not a copy: it follows the parameters.
  double[] values() {
    return φ;
  }

  /// Draws all neurons from the free law.
  ///
  /// @param normals d + 1 per neuron
  /// @param uniforms two per neuron: |k| and phase
  void drawAll(double[] normals, double[] uniforms) {
    for (int j = 0; j < ensemble.width(); j++) {
      draw(j, normals, uniforms[2 * j], uniforms[2 * j + 1]);
    }
    evaluate();
  }

  private void draw(int neuron, double[] normals, double forMomentum, double forPhase) {
    int at = neuron * stride;
    double[] k = new double[d];
    ensemble.momenta().draw(forMomentum, normals, neuron * (d + 1), k);
    System.arraycopy(k, 0, parameters, at, d);
    parameters[at + d] = Math.PI * (2 * forPhase - 1);
    if (ensemble.normal()) {
      parameters[at + d + 1] = ensemble.readout() * normals[neuron * (d + 1) + d];
    }
  }

  int load(double[] from, int at) {
    System.arraycopy(from, at, parameters, 0, parameters.length);
    evaluate();
    return at + parameters.length;
  }

  int save(double[] to, int at) {
    System.arraycopy(parameters, 0, to, at, parameters.length);
    return at + parameters.length;
  }

  private double square(int neuron) {
    double sum = 0;
    for (int a = 0; a < d; a++) {
      double k = parameters[neuron * stride + a];
      sum = Math.fma(k, k, sum);
    }
    return sum;
  }

  /// v A(k).
  private double size(int neuron, double square) {
    double v = ensemble.normal() ? parameters[neuron * stride + d + 1] : ensemble.readout();
    return v * ensemble.amplitude(square);
  }

  /// k·x + c on the grid, into `angle`.
  private void angles(int neuron) {
    int at = neuron * stride;
    lanes.fill(parameters[at + d], angle, size);
    for (int a = 0; a < d; a++) {
      lanes.axpy(parameters[at + a], coordinates[a], angle, angle, size);
    }
  }

  private void evaluate() {
    lanes.fill(0, φ, size);
    for (int j = 0; j < ensemble.width(); j++) {
      angles(j);
      lanes.cos(angle, wave, size);
      lanes.axpy(size(j, square(j)), wave, φ, φ, size);
    }
  }

  /// New conjugate momenta from normal numbers.
  void refresh(double[] normals) {
    System.arraycopy(normals, 0, velocity, 0, velocity.length);
  }

  double kinetic() {
    double sum = 0;
    for (double v : velocity) {
      sum = Math.fma(v, v, sum);
    }
    return sum / 2;
  }

  void remember() {
    System.arraycopy(parameters, 0, kept, 0, kept.length);
    System.arraycopy(φ, 0, keptField, 0, size);
  }

  void recall() {
    System.arraycopy(kept, 0, parameters, 0, kept.length);
    System.arraycopy(keptField, 0, φ, 0, size);
  }

  void drift(double ε) {
    for (int p = 0; p < parameters.length; p++) {
      parameters[p] = Math.fma(ε * scale[p % stride], velocity[p], parameters[p]);
    }
    evaluate();
  }

  /// −ln P_free up to a constant.
  double freeEnergy() {
    double sum = 0;
    for (int j = 0; j < ensemble.width(); j++) {
      sum += ensemble.momenta().energy(square(j));
      if (ensemble.normal()) {
        double v = parameters[j * stride + d + 1] / ensemble.readout();
        sum += v * v / 2;
      }
    }
    return sum;
  }

  /// velocity −= ε · scale · ∂(−ln P)/∂parameter.
  ///
  /// @param source ∂S_int/∂φ on the grid. Not modified.
  void kick(double[] source, double ε) {
    lastSource = source;
    double[] gradient = new double[stride];
    for (int j = 0; j < ensemble.width(); j++) {
      gradient(j, source, gradient);
      for (int a = 0; a < stride; a++) {
        int p = j * stride + a;
        velocity[p] = Math.fma(-ε * scale[a], gradient[a], velocity[p]);
      }
    }
  }

  private void gradient(int neuron, double[] source, double[] gradient) {
    double k2 = square(neuron);
    double size = size(neuron, k2);
    angles(neuron);
    lanes.cos(angle, wave, this.size);
    lanes.sin(angle, sine, this.size);
    double cosine = 0;
    double sines = 0;
    double[] moments = new double[d];
    for (int g = 0; g < this.size; g++) {
      cosine = Math.fma(source[g], wave[g], cosine);
      double s = source[g] * sine[g];
      sines += s;
      for (int a = 0; a < d; a++) {
        moments[a] = Math.fma(s, coordinates[a][g], moments[a]);
      }
    }
    double slope = ensemble.logarithmicSlope(k2) * cosine;
    double free = ensemble.momenta().force(k2);
    for (int a = 0; a < d; a++) {
      double k = parameters[neuron * stride + a];
      gradient[a] = k * free + size * (k * slope - moments[a]);
    }
    gradient[d] = -size * sines;
    if (ensemble.normal()) {
      double v = parameters[neuron * stride + d + 1];
      gradient[d + 1] =
          v / (ensemble.readout() * ensemble.readout()) + ensemble.amplitude(k2) * cosine;
    }
  }

  /// Puts fresh parameters into a neuron and follows with the field; [#withdraw(int)] undoes it.
  void offer(int neuron, double[] normals, double forMomentum, double forPhase) {
    System.arraycopy(parameters, neuron * stride, saved, 0, stride);
    System.arraycopy(φ, 0, offered, 0, size);
    angles(neuron);
    lanes.cos(angle, wave, size);
    lanes.axpy(-size(neuron, square(neuron)), wave, φ, φ, size);
    draw(neuron, normals, forMomentum, forPhase);
    angles(neuron);
    lanes.cos(angle, wave, size);
    lanes.axpy(size(neuron, square(neuron)), wave, φ, φ, size);
  }

  void withdraw(int neuron) {
    System.arraycopy(saved, 0, parameters, neuron * stride, stride);
    System.arraycopy(offered, 0, φ, 0, size);
  }

  /// ∂(−ln P)/∂parameter at the last kick's source, parameter by parameter.
  double[] gradientOfKick() {
    double[] all = new double[parameters.length];
    double[] gradient = new double[stride];
    for (int j = 0; j < ensemble.width(); j++) {
      gradient(j, lastSource, gradient);
      System.arraycopy(gradient, 0, all, j * stride, stride);
    }
    return all;
  }

  /// Moves one parameter and follows with the field.
  void shift(int parameter, double by) {
    parameters[parameter] += by;
    evaluate();
  }
}
