package org.nnft.simulation;

import java.util.Arrays;
import java.util.Optional;
import org.nnft.math.Lanes;

/// One scalar network's parameters, their conjugate momenta, and its field on the grid, with its derivatives where the
/// action needs them. Mutable scratch of a chain.
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
  private final double[][] keptField;
  private final double[][] jet;
  private final double[] angle;
  private final double[] wave;
  private final double[] sine;
  private final double[] saved;
  private final double[][] offered;

  /// cos(k·x + c) of every neuron, where there is room.
  private final double[][] waves;

  /// Whether `waves` belong to the parameters.
  private boolean current;

  private double[][] lastSource = new double[0][];

  /// Numbers of waves that are kept at most.
  private static final int MOST_KEPT = 1 << 20;

  /// Whether waves are kept from where the field is evaluated to where it is differentiated.
  static boolean keepsWaves(WaveEnsemble ensemble, InteractionGrid grid) {
    return (long) ensemble.width() * grid.size() <= MOST_KEPT;
  }

  /// @param derivatives whether ∂φ is wanted beside φ
  WaveField(WaveEnsemble ensemble, InteractionGrid grid, boolean derivatives, Lanes lanes) {
    this.ensemble = ensemble;
    this.lanes = lanes;
    this.size = grid.size();
    this.d = grid.dimension();
    this.stride = ensemble.parametersPerNeuron();
    this.coordinates = new double[d][];
    Arrays.setAll(coordinates, grid::along);
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
    int rows = derivatives ? 1 + d : 1;
    this.keptField = new double[rows][size];
    this.jet = new double[rows][size];
    this.angle = new double[size];
    this.wave = new double[size];
    this.sine = new double[size];
    this.saved = new double[stride];
    this.offered = new double[rows][size];
    this.waves = new double[keepsWaves(ensemble, grid) ? ensemble.width() : 0][size];
  }

  WaveEnsemble ensemble() {
    return ensemble;
  }

  int parameters() {
    return parameters.length;
  }

  /// φ on the grid, then its derivatives, if wanted. Not a copy: it follows the parameters.
  double[][] values() {
    return jet;
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
    for (double[] row : jet) {
      lanes.fill(0, row, size);
    }
    for (int j = 0; j < ensemble.width(); j++) {
      add(j, 1);
    }
    current = waves.length > 0;
  }

  /// Where a neuron's wave is put.
  private double[] waveOf(int neuron) {
    return waves.length > 0 ? waves[neuron] : wave;
  }

  /// Adds a neuron to the field, or takes it away.
  private void add(int neuron, int sign) {
    angles(neuron);
    double height = sign * size(neuron, square(neuron));
    lanes.cos(angle, waveOf(neuron), size);
    lanes.axpy(height, waveOf(neuron), jet[0], jet[0], size);
    if (jet.length > 1) {
      lanes.sin(angle, sine, size);
      for (int a = 0; a < d; a++) {
        double slope = -height * parameters[neuron * stride + a];
        lanes.axpy(slope, sine, jet[1 + a], jet[1 + a], size);
      }
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
    copy(jet, keptField);
  }

  void recall() {
    System.arraycopy(kept, 0, parameters, 0, kept.length);
    copy(keptField, jet);
    current = false;
  }

  private void copy(double[][] from, double[][] to) {
    for (int row = 0; row < from.length; row++) {
      System.arraycopy(from[row], 0, to[row], 0, size);
    }
  }

  void drift(double ε) {
    Optional<MomentumBall> ball = ensemble.momenta().ball();
    for (int j = 0; j < ensemble.width(); j++) {
      int at = j * stride;
      int free = 0;
      if (ball.isPresent()) {
        // All components of a momentum have the same scale, so mirrors keep the kinetic energy.
        ball.get().move(parameters, velocity, at, ε * scale[0]);
        free = d;
      }
      for (int a = free; a < stride; a++) {
        parameters[at + a] = Math.fma(ε * scale[a], velocity[at + a], parameters[at + a]);
      }
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
  /// @param source derivatives of S_int by φ on the grid, then by ∂φ. Not modified.
  void kick(double[][] source, double ε) {
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

  /// With s = vA(k), φ = s cos θ and ∂_aφ = −s k_a sin θ, θ = k·x + c, each point contributes
  /// J₀ cos θ − K sin θ to ∂/∂s and −s(J₀ sin θ + K cos θ) to ∂/∂θ, K = Σ_a k_a J_a, and −s J_a sin θ to ∂/∂k_a beside.
  private void gradient(int neuron, double[][] source, double[] gradient) {
    int at = neuron * stride;
    double k2 = square(neuron);
    double size = size(neuron, k2);
    angles(neuron);
    double[] wave = waveOf(neuron);
    if (!current) {
      lanes.cos(angle, wave, this.size);
    }
    lanes.sin(angle, sine, this.size);
    double byHeight = 0;
    double byPhase = 0;
    double[] byMomentum = new double[d];
    for (int g = 0; g < this.size; g++) {
      double across = source[0][g] * sine[g];
      double along = source[0][g] * wave[g];
      for (int a = 1; a < source.length; a++) {
        double slope = parameters[at + a - 1] * source[a][g];
        across = Math.fma(slope, wave[g], across);
        along = Math.fma(-slope, sine[g], along);
        byMomentum[a - 1] = Math.fma(source[a][g], sine[g], byMomentum[a - 1]);
      }
      byHeight += along;
      byPhase += across;
      for (int a = 0; a < d; a++) {
        byMomentum[a] = Math.fma(across, coordinates[a][g], byMomentum[a]);
      }
    }
    double slope = ensemble.logarithmicSlope(k2) * byHeight;
    double free = ensemble.momenta().force(k2);
    for (int a = 0; a < d; a++) {
      double k = parameters[at + a];
      gradient[a] = k * free + size * (k * slope - byMomentum[a]);
    }
    gradient[d] = -size * byPhase;
    if (ensemble.normal()) {
      double v = parameters[at + d + 1];
      gradient[d + 1] =
          v / (ensemble.readout() * ensemble.readout()) + ensemble.amplitude(k2) * byHeight;
    }
  }

  /// Puts fresh parameters into a neuron and follows with the field; [#withdraw(int)] undoes it.
  void offer(int neuron, double[] normals, double forMomentum, double forPhase) {
    System.arraycopy(parameters, neuron * stride, saved, 0, stride);
    copy(jet, offered);
    current = false;
    add(neuron, -1);
    draw(neuron, normals, forMomentum, forPhase);
    add(neuron, 1);
  }

  void withdraw(int neuron) {
    System.arraycopy(saved, 0, parameters, neuron * stride, stride);
    copy(offered, jet);
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
