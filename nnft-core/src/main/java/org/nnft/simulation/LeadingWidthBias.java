package org.nnft.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.nnft.field.MomentumCutoff;
import org.nnft.kernel.WaveUnit;
import org.nnft.math.Elementary;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.simulation.ScalarPotential.Term;

/// What finite width does to an interacting theory in one dimension, to leading order and at any coupling:
///
///     ⟨O⟩_N = ⟨O⟩_∞ + b/N + O(1/N²),   O = φ(0)² and φ(0)⁴
///
/// The free ensemble differs from a Gaussian field by its connected four-point function, G_c⁽⁴⁾ = (⟨ηηηη⟩ − 3KK)/N with η
/// one neuron times √N, so that expectation values over it are, F any function of the field,
///
///     E_N F = E_∞ F + (D F)/N + …,   D F = (1/4!) ∂⁴/∂s⁴ E_η E_∞ F(φ + sη) |_{s=0} − ½ ∂²/∂v² E_∞ F(√v φ) |_{v=1}
///
/// since a Gaussian η would make the first term equal to the second. With F = O e^(−S) and Z = e^(−S),
/// b = (D F − ⟨O⟩ D Z)/E_∞Z. For one wave η the shifted expectation is a transfer operator whose factors are series in s;
/// on a grid it is a polynomial of cosines of the wave's momentum, which its law averages exactly, and three phases are as
/// good as all.
///
/// Derivation: cumulants of independent neurons add, so that ln E e^(Jφ) = ½JKJ + (1/4!)G_c⁽⁴⁾J⁴ + O(1/N²) with J → ∂/∂φ.
/// To first order in the coupling b is the 1/N of [DiagramExpansion].
///
/// Cost: 6 · cells passes over the grid of 5 · nodes² products each; a second for 80 cells.
public final class LeadingWidthBias {
  /// Nodes reach so many standard deviations.
  private static final double REACH = 8;

  private static final int PHASES = 3;

  /// √(1 + ε) to second order.
  private static final double[] ROOT = {1, 0.5, -0.125};

  private final double[] along;
  private final int centre;
  private final double[] nodes;

  /// Row i: to which nodes node i goes; row j of `backward`: whence node j is reached.
  private final double[][] forward;

  private final double[][] backward;
  private final double[] vacuum;
  private final Change shift;
  private final Change stretch;

  private LeadingWidthBias(InteractionGrid grid, ScalarPotential potential, double mass) {
    this.along = grid.along(0);
    this.centre = grid.onAxis(0);
    double variance = 1 / (2 * mass);
    double keep = Math.exp(-mass * grid.spacing());
    double narrow = variance * -Math.expm1(-2 * mass * grid.spacing());
    // Four nodes to the standard deviation of a step: e^(−4π²) where two such Gaussians meet.
    int n = (int) Math.ceil(4 * REACH * Math.sqrt(variance / narrow)) + 1;
    double h = 2 * REACH * Math.sqrt(variance) / (n - 1);
    this.nodes = new double[n];
    Arrays.setAll(nodes, i -> -REACH * Math.sqrt(variance) + i * h);
    this.vacuum = Arrays.stream(nodes).map(x -> h * normal(x, variance)).toArray();
    this.forward = new double[n][n];
    this.backward = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        forward[i][j] = h * normal(nodes[j] - keep * nodes[i], narrow);
        backward[j][i] = forward[i][j];
      }
    }
    double[] weights = grid.weights();
    this.shift = new Change(nodes, x -> new double[] {x, 1, 0, 0, 0}, potential, weights);
    this.stretch =
        new Change(nodes, x -> Arrays.stream(ROOT).map(c -> c * x).toArray(), potential, weights);
  }

  private static double normal(double z, double variance) {
    return Elementary.exp(-z * z / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  /// @param square b of ⟨φ(0)²⟩
  /// @param fourth b of ⟨φ(0)⁴⟩
  public record Coefficients(double square, double fourth) {}

  /// The coefficients of 1/N.
  ///
  /// @return empty but for one field in one dimension, without cutoff and derivatives, whose waves have one amplitude
  public static Optional<Coefficients> of(EuclideanAction action, InteractingField theory) {
    if (action.regulator() != MomentumCutoff.NONE
        || theory.networks().size() != 1
        || theory.potential().derivatives() > 0
        || WaveEnsemble.of(theory.networks().getFirst()).amplitude().exponent() != 0) {
      return Optional.empty();
    }
    NeuralField network = theory.networks().getFirst();
    return WaveUnit.of(network.hidden().getFirst(), network.inputs())
        .map(
            wave ->
                new LeadingWidthBias(theory.grid(), theory.potential(), action.masses().getFirst())
                    .coefficients(network, wave));
  }

  private Coefficients coefficients(NeuralField network, WaveUnit wave) {
    double[] ones = new double[along.length];
    Arrays.fill(ones, 1);
    double[] plain = expectations(shift, ones, 0);
    double[] stretched = expectations(stretch, ones, 2);
    double[] shifted = shifted(network, wave);
    double[] d = new double[3];
    Arrays.setAll(d, o -> shifted[o] - stretched[o]);
    double z = plain[0];
    return new Coefficients((d[1] - plain[1] / z * d[0]) / z, (d[2] - plain[2] / z * d[0]) / z);
  }

  /// The mean over waves of the coefficient of s⁴, cosine by cosine of the polynomial in the momentum.
  private double[] shifted(NeuralField network, WaveUnit wave) {
    IndependentDensity readout = network.readout().effectiveWeights(0, network.width());
    double scale = readout.rawMoment(4) * network.width() * network.width();
    double spacing = along[1] - along[0];
    int highest = 2 * (along.length - 1);
    int period = 2 * highest + 2;
    double[][] at = new double[period / 2 + 1][3];
    for (int j = 0; j < at.length; j++) {
      for (int p = 0; p < PHASES; p++) {
        double momentum = 2 * Math.PI * j / period / spacing;
        double phase = Math.PI * p / PHASES;
        double[] η =
            Arrays.stream(along).map(x -> Math.cos(Math.fma(momentum, x, phase))).toArray();
        add(1.0 / PHASES, expectations(shift, η, 4), at[j]);
      }
    }
    double[] sum = new double[3];
    for (int n = 0; n <= highest; n++) {
      double law = scale * wave.transform(4, new double[] {n * spacing}) * (n == 0 ? 1 : 2);
      for (int j = 0; j < at.length; j++) {
        double both = j == 0 || j == at.length - 1 ? 1 : 2;
        double cosine = Math.cos(2 * Math.PI * (j * n % period) / period);
        add(law * both * cosine / period, at[j], sum);
      }
    }
    return sum;
  }

  private static void add(double factor, double[] terms, double[] sum) {
    for (int o = 0; o < sum.length; o++) {
      sum[o] = Math.fma(factor, terms[o], sum[o]);
    }
  }

  /// The coefficients of s^order of E_∞[O e^(−S)] for O = 1, φ(0)², φ(0)⁴.
  ///
  /// @param wave what s is multiplied by at each grid point. Not modified.
  private double[] expectations(Change change, double[] wave, int order) {
    int n = nodes.length;
    double[][] f = new double[order + 1][n];
    double[][] b = new double[order + 1][n];
    f[0] = vacuum.clone();
    Arrays.fill(b[0], 1);
    for (int g = 0; g <= centre; g++) {
      f = product(f, change.factor[g], wave[g]);
      if (g < centre) {
        for (int k = 0; k <= order; k++) {
          f[k] = applied(forward, f[k]);
        }
      }
    }
    for (int g = wave.length - 1; g > centre; g--) {
      b = product(b, change.factor[g], wave[g]);
      for (int k = 0; k <= order; k++) {
        b[k] = applied(backward, b[k]);
      }
    }
    double[] result = new double[3];
    for (int o = 0; o < result.length; o++) {
      if (o > 0) {
        f = product(product(f, change.field, wave[centre]), change.field, wave[centre]);
      }
      for (int k = 0; k <= order; k++) {
        for (int i = 0; i < n; i++) {
          result[o] = Math.fma(f[k][i], b[order - k][i], result[o]);
        }
      }
    }
    return result;
  }

  /// Products of series at each node, the second's k-th coefficient times waveᵏ.
  private static double[][] product(double[][] f, double[][] factor, double wave) {
    double[][] result = new double[f.length][f[0].length];
    double power = 1;
    for (int k = 0; k < Math.min(f.length, factor.length); k++) {
      for (int j = k; j < f.length; j++) {
        for (int i = 0; i < f[0].length; i++) {
          result[j][i] = Math.fma(power * factor[k][i], f[j - k][i], result[j][i]);
        }
      }
      power *= wave;
    }
    return result;
  }

  /// Σⱼ fⱼ rowⱼ.
  private static double[] applied(double[][] rows, double[] f) {
    double[] sum = new double[f.length];
    for (int j = 0; j < f.length; j++) {
      double[] row = rows[j];
      for (int i = 0; i < f.length; i++) {
        sum[i] = Math.fma(row[i], f[j], sum[i]);
      }
    }
    return sum;
  }

  /// How the field at a node, and e^(−w_g V) of it, depend on a small number s, as power series.
  private static final class Change {
    /// \[power\]\[node\].
    private final double[][] field;

    /// \[grid point\]\[power\]\[node\].
    private final double[][][] factor;

    /// @param series of the field, by its value at s = 0
    Change(
        double[] nodes,
        DoubleFunction<double[]> series,
        ScalarPotential potential,
        double[] weights) {
      int size = series.apply(0).length;
      this.field = new double[size][nodes.length];
      this.factor = new double[weights.length][size][nodes.length];
      for (int i = 0; i < nodes.length; i++) {
        double[] φ = series.apply(nodes[i]);
        double[] v = new double[size];
        for (Term term : potential.terms()) {
          double[] power = new double[size];
          power[0] = term.coefficient();
          for (int p = 0; p < term.degree(); p++) {
            power = times(power, φ);
          }
          for (int k = 0; k < size; k++) {
            v[k] += power[k];
          }
        }
        for (int k = 0; k < size; k++) {
          field[k][i] = φ[k];
        }
        for (int g = 0; g < weights.length; g++) {
          double[] e = exponential(-weights[g], v);
          for (int k = 0; k < size; k++) {
            factor[g][k][i] = e[k];
          }
        }
      }
    }

    private static double[] times(double[] a, double[] b) {
      double[] product = new double[a.length];
      for (int k = 0; k < a.length; k++) {
        for (int j = 0; j <= k; j++) {
          product[k] = Math.fma(a[j], b[k - j], product[k]);
        }
      }
      return product;
    }

    /// e^(cv) from k eₖ = c Σ j vⱼ eₖ₋ⱼ.
    private static double[] exponential(double c, double[] v) {
      double[] e = new double[v.length];
      e[0] = Elementary.exp(c * v[0]);
      for (int k = 1; k < v.length; k++) {
        for (int j = 1; j <= k; j++) {
          e[k] += c * j * v[j] * e[k - j] / k;
        }
      }
      return e;
    }
  }
}
