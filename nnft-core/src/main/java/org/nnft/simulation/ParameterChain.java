package org.nnft.simulation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Markov chains over the parameters of interacting networks.
///
/// One step is a trajectory of Hamiltonian Monte Carlo, then a sweep over all neurons:
///
/// - **trajectory**: phases move on the circle, momenta in ℝᵈ or, with a sharp cutoff, in a ball with mirrors, random amplitudes on ℝ, with exact gradients of
///   −ln P_free + S_int, fresh Gaussian momenta, leapfrog, and acceptance with min(1, e^(−ΔH)) (Duane et al. 1987).
///   Its step is tuned, times a uniform number between 0.8 and 1.2, in units in which each coordinate's natural scale
///   is 1: phase 1, momentum 2/L, amplitude its standard deviation;
/// - **sweep**: each neuron in turn is offered fresh parameters from the free law, accepted with min(1, e^(−ΔS_int)),
///   since all the rest of the density cancels. One neuron changes φ by O(1/√N), so most are taken; this is what
///   reaches far tails of the momenta.
///
/// Both leave P(θ) invariant. The step size is tuned in the first links and then frozen. The random numbers of step t
/// of a chain have the address (seed, chain, t); a link is a function of the one before, so chains resume to the same
/// bits. Cost: [#evaluationsPerStep()].
///
/// @param observables what is measured, and of which field
/// @param leapfrogSteps per trajectory, ≥ 1
/// @param stepsPerLink steps that are kept together, ≥ 1
/// @param tuningLinks links in which the step size is tuned; they belong to thermalisation
/// @param seed any number
public record ParameterChain(
    FieldObservables observables, int leapfrogSteps, int stepsPerLink, int tuningLinks, long seed) {

  /// Where the tuner steers the acceptance to. High, since a quartic force makes leapfrog unstable at steps not much
  /// longer, and since the sweeps decorrelate.
  private static final double ACCEPTANCE = 0.97;

  public ParameterChain {
    if (leapfrogSteps < 1 || stepsPerLink < 1 || tuningLinks < 1) {
      throw new IllegalArgumentException(
          "a chain needs at least 1 leapfrog step, 1 step per link and 1 link of tuning, got %d, %d, %d"
              .formatted(leapfrogSteps, stepsPerLink, tuningLinks));
    }
  }

  private List<WaveEnsemble> ensembles() {
    return observables.field().networks().stream().map(WaveEnsemble::of).toList();
  }

  /// Numbers of the state: all parameters, and the step size.
  private int state() {
    return 1 + ensembles().stream().mapToInt(e -> e.width() * e.parametersPerNeuron()).sum();
  }

  /// Numbers of a step: the observables, ΔH, and whether the trajectory and what share of redraws was accepted.
  private int numbersPerStep() {
    return observables.size() + 3;
  }

  /// Sines and cosines at single grid points that a step takes: one for each drift, one for the kick after it, which finds the
  /// cosines there, and two for the first kick and the redraw of a neuron, (2 leapfrogSteps + 4) · N · grid points; with
  /// derivatives of the field, (3 leapfrogSteps + 6) N · grid points. Networks of more than a million waves keep none, and take
  /// leapfrogSteps · N · grid points more.
  public double evaluationsPerStep() {
    double neurons = ensembles().stream().mapToInt(WaveEnsemble::width).sum();
    int wave = observables.field().potential().derivatives() > 0 ? 2 : 1;
    InteractionGrid grid = observables.field().grid();
    boolean kept = ensembles().stream().allMatch(e -> WaveField.keepsWaves(e, grid));
    double each = (wave + (kept ? 1.0 : 2.0)) * leapfrogSteps + 2 + 2 * wave;
    return each * neurons * grid.size();
  }

  /// Numbers that a link leaves.
  public int linkSize() {
    return state() + stepsPerLink * numbersPerStep();
  }

  /// The next link of a chain.
  ///
  /// @param before the link before, or null at the start, where the chain begins with a free draw. Not modified.
  public double[] link(int chain, int index, double @Nullable [] before) {
    Run run = new Run(chain);
    run.start(before);
    double[] result = new double[linkSize()];
    int at = state();
    for (int s = 0; s < stepsPerLink; s++) {
      run.step((long) index * stepsPerLink + s + 1, index < tuningLinks);
      run.record(result, at);
      at += numbersPerStep();
    }
    run.save(result);
    return result;
  }

  /// The series of one number over all steps of a chain after tuning.
  ///
  /// @param links of one chain. Not modified.
  /// @param number an observable; then ΔH, acceptance of trajectories, acceptance of redraws
  public double[] series(double[][] links, int number) {
    int from = state();
    double[] series = new double[(links.length - tuningLinks) * stepsPerLink];
    for (int l = tuningLinks; l < links.length; l++) {
      for (int s = 0; s < stepsPerLink; s++) {
        series[(l - tuningLinks) * stepsPerLink + s] =
            links[l][from + s * numbersPerStep() + number];
      }
    }
    return series;
  }

  /// ΔH among the numbers of a step.
  public int energyError() {
    return observables.size();
  }

  /// Acceptance of trajectories among the numbers of a step.
  public int acceptedTrajectory() {
    return observables.size() + 1;
  }

  /// Share of accepted redraws among the numbers of a step.
  public int acceptedRedraws() {
    return observables.size() + 2;
  }

  /// The frozen step size of a chain.
  public double stepSize(double[][] links) {
    return links[links.length - 1][0];
  }

  /// The gradient of −ln P at a free draw beside its central difference, for tests and for doubters.
  ///
  /// @param h step of the difference
  /// @return rows (exact, difference), one per parameter
  public double[][] gradientCheck(int chain, double h) {
    Run run = new Run(chain);
    run.start(null);
    return run.gradientCheck(h);
  }

  /// Scratch of one link.
  private final class Run {
    private final Lanes lanes = Lanes.best();
    private final WordStream words;
    private final WaveField[] fields;
    private final double[] weights = observables.field().grid().weights();
    private final ScalarPotential potential = observables.field().potential();
    private final double[][] φ;
    private double stepSize = 0.1;
    private double energyError;
    private boolean accepted;
    private double redrawn;

    Run(int chain) {
      List<WaveEnsemble> ensembles = ensembles();
      this.words =
          new WordStream(
              lanes, StreamKey.of(seed, "parameter chain of " + observables.field()), chain, 1);
      this.fields = new WaveField[ensembles.size()];
      Arrays.setAll(
          fields,
          i ->
              new WaveField(
                  ensembles.get(i),
                  observables.field().grid(),
                  potential.derivatives() > 0,
                  lanes));
      this.φ =
          Arrays.stream(fields)
              .flatMap(field -> Arrays.stream(field.values()))
              .toArray(double[][]::new);
    }

    void start(double @Nullable [] before) {
      if (before == null) {
        words.start(0, 1);
        for (WaveField field : fields) {
          field.drawAll(numbers(field.ensemble().width()), uniforms(2 * field.ensemble().width()));
        }
        return;
      }
      stepSize = before[0];
      int at = 1;
      for (WaveField field : fields) {
        at = field.load(before, at);
      }
    }

    void save(double[] result) {
      result[0] = stepSize;
      int at = 1;
      for (WaveField field : fields) {
        at = field.save(result, at);
      }
    }

    void record(double[] result, int at) {
      double[] values = new double[observables.size()];
      observables.of(φ, values);
      System.arraycopy(values, 0, result, at, values.length);
      result[at + energyError()] = energyError;
      result[at + acceptedTrajectory()] = accepted ? 1 : 0;
      result[at + acceptedRedraws()] = redrawn;
    }

    void step(long number, boolean tune) {
      words.start(number, 1);
      trajectory();
      if (tune) {
        // Robbins and Monro: ever smaller corrections towards the acceptance wanted.
        double taken = Math.min(1, Elementary.exp(-Math.max(-1, energyError)));
        stepSize *= Elementary.exp((taken - ACCEPTANCE) / Math.sqrt((double) number));
      }
      sweep();
    }

    /// d normals per neuron, and one for its amplitude.
    private double[] numbers(int neurons) {
      int perNeuron = fields[0].ensemble().momenta().dimension() + 1;
      return normals(neurons * perNeuron);
    }

    private double[] normals(int count) {
      double[] result = new double[count];
      lanes.normal(next(count), result, count);
      return result;
    }

    private double[] uniforms(int count) {
      double[] result = new double[count];
      lanes.uniform(next(count), result, count);
      return result;
    }

    private long[] next(int count) {
      long[] result = new long[count];
      for (int i = 0; i < count; i++) {
        result[i] = words.next()[0];
      }
      return result;
    }

    private void trajectory() {
      double kinetic = 0;
      for (WaveField field : fields) {
        field.refresh(normals(field.parameters()));
        kinetic += field.kinetic();
        field.remember();
      }
      double before = kinetic + energy();
      double[] u = uniforms(2);
      double ε = stepSize * (0.8 + 0.4 * u[0]);
      kick(ε / 2);
      for (int s = 1; s <= leapfrogSteps; s++) {
        for (WaveField field : fields) {
          field.drift(ε);
        }
        kick(s == leapfrogSteps ? ε / 2 : ε);
      }
      double after = energy();
      for (WaveField field : fields) {
        after += field.kinetic();
      }
      // A step so long that numbers overflow has left the region of any weight.
      energyError = Double.isNaN(after) ? Double.POSITIVE_INFINITY : after - before;
      accepted = Elementary.log(u[1]) < -energyError;
      if (!accepted) {
        for (WaveField field : fields) {
          field.recall();
        }
      }
    }

    /// −ln P up to a constant.
    private double energy() {
      double energy = interaction();
      for (WaveField field : fields) {
        energy += field.freeEnergy();
      }
      return energy;
    }

    private double interaction() {
      double[] at = new double[φ.length];
      double sum = 0;
      for (int g = 0; g < weights.length; g++) {
        for (int i = 0; i < at.length; i++) {
          at[i] = φ[i][g];
        }
        sum = Math.fma(weights[g], potential.at(at), sum);
      }
      return sum;
    }

    private void kick(double ε) {
      double[] at = new double[φ.length];
      double[][] source = new double[φ.length][weights.length];
      for (int g = 0; g < weights.length; g++) {
        for (int i = 0; i < at.length; i++) {
          at[i] = φ[i][g];
        }
        for (int i = 0; i < at.length; i++) {
          source[i][g] = weights[g] * potential.derivative(i, at);
        }
      }
      for (int i = 0; i < fields.length; i++) {
        int from = potential.variable(i);
        fields[i].kick(Arrays.copyOfRange(source, from, from + 1 + potential.derivatives()), ε);
      }
    }

    private void sweep() {
      int taken = 0;
      int offered = 0;
      double action = interaction();
      for (int i = 0; i < fields.length; i++) {
        WaveField field = fields[i];
        int neurons = field.ensemble().width();
        double[] normal = numbers(neurons);
        double[] uniform = uniforms(3 * neurons);
        for (int j = 0; j < neurons; j++) {
          field.offer(j, normal, uniform[3 * j], uniform[3 * j + 1]);
          double offeredAction = interaction();
          offered++;
          if (Elementary.log(uniform[3 * j + 2]) < action - offeredAction) {
            action = offeredAction;
            taken++;
          } else {
            field.withdraw(j);
          }
        }
      }
      redrawn = (double) taken / offered;
    }

    double[][] gradientCheck(double h) {
      for (WaveField field : fields) {
        field.refresh(new double[field.parameters()]);
      }
      kick(1);
      double[][] rows = new double[Arrays.stream(fields).mapToInt(WaveField::parameters).sum()][];
      int row = 0;
      for (WaveField field : fields) {
        double[] exact = field.gradientOfKick();
        for (int p = 0; p < exact.length; p++) {
          field.shift(p, h);
          double up = energy();
          field.shift(p, -2 * h);
          double down = energy();
          field.shift(p, h);
          rows[row++] = new double[] {exact[p], (up - down) / (2 * h)};
        }
      }
      return rows;
    }
  }
}
