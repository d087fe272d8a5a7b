package org.nnft.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Spectrum of the anharmonic oscillator H = p²/2 + ½m²x² + (λ/4!)x⁴: φ⁴ in d = 1.
///
///     G(τ) = ⟨x(0)x(τ)⟩ = Σₙ |⟨0|x|n⟩|² e^(−(Eₙ − E₀)τ)
///
/// | factory | time | method |
/// |---------|------|--------|
/// | [#continuum] | continuous | H in the eigenstates of an oscillator of fitting frequency |
/// | [#lattice] | steps of a | T = e^(−aV/2) e^(−(x−y)²/2a) e^(−aV/2) on a grid of spacing √a/5, Eₙ = −log(tₙ)/a |
///
/// The first converges exponentially with the basis; trapezoids do so with
/// the grid. On the lattice T is taken without the measure (2πa)^(−½), in units of √a, so only differences of
/// energies mean something. Energies are Rayleigh quotients of the eigenvectors, which loses no digits to the
/// size of the largest matrix element.
///
/// @param energies Eₙ, ascending
/// @param strengths |⟨0|x|n⟩|² for each n
/// @param square ⟨0|x²|0⟩
/// @param fourth ⟨0|x⁴|0⟩
public record Oscillator(
    List<Double> energies, List<Double> strengths, double square, double fourth) {

  private static final int BASIS = 120;

  /// Spacing of the grid in units of √a.
  private static final double GRID = 0.2;

  /// Energies that are kept; higher ones are not converged.
  private static final int KEPT = 24;

  public Oscillator {
    energies = List.copyOf(energies);
    strengths = List.copyOf(strengths);
  }

  /// Continuous time.
  ///
  /// The frequency of the basis follows that of the Gaussian variational state, ω³ = m²ω + λ/4, which stays right at
  /// m = 0 and large λ.
  ///
  /// @param massSquared m², of either sign if λ > 0
  /// @param coupling λ ≥ 0
  public static Oscillator continuum(double massSquared, double coupling) {
    Phi4 checked = Phi4.continuum(1, massSquared, coupling);
    // Variational: ⟨H⟩ = ω/4 + m²/(4ω) + λ/(32ω²), so ω³ = m²ω + λ/4; wider by some for high
    // states.
    double ω = 1;
    for (int i = 0; i < 200; i++) {
      double cubic = ω * ω * ω - Math.max(massSquared, 0) * ω - checked.coupling() / 4;
      ω -= cubic / (3 * ω * ω - Math.max(massSquared, 0));
      ω = Math.max(ω, Math.sqrt(Math.max(massSquared, 0)));
    }
    ω *= 1.5;
    int n = BASIS;
    // One more state on each side keeps products of x exact on the first n.
    int more = n + 4;
    double[][] x = new double[more][more];
    for (int k = 0; k + 1 < more; k++) {
      x[k][k + 1] = Math.sqrt((k + 1) / (2 * ω));
      x[k + 1][k] = x[k][k + 1];
    }
    Array2DRowRealMatrix position = new Array2DRowRealMatrix(x, false);
    double[][] x2 = position.multiply(position).getData();
    double[][] x4 =
        new Array2DRowRealMatrix(x2, false).multiply(new Array2DRowRealMatrix(x2, false)).getData();
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        // p²/2 = ω(k + ½) − ½ω²x².
        h[i][j] = (massSquared - ω * ω) / 2 * x2[i][j] + coupling / 24 * x4[i][j];
      }
      h[i][i] += ω * (i + 0.5);
    }
    return of(h, x, x2, x4, e -> e);
  }

  /// Discrete time.
  ///
  /// @param spacing a > 0
  public static Oscillator lattice(double spacing, double massSquared, double coupling) {
    if (!(spacing > 0 && Double.isFinite(spacing))) {
      throw new IllegalArgumentException("a lattice spacing is positive, got " + spacing);
    }
    Phi4 action = Phi4.oscillator(spacing, massSquared, coupling);
    int n = 2 * half(action) + 1;
    double[] u = new double[n];
    double[] φ = new double[n];
    for (int i = 0; i < n; i++) {
      φ[i] = GRID * (i - n / 2);
      // The site's own terms without the kinetic one.
      u[i] = action.site(φ[i]) - φ[i] * φ[i];
    }
    double[][] minus = new double[n][n];
    double[][] x = new double[n][n];
    double[][] x2 = new double[n][n];
    double[][] x4 = new double[n][n];
    for (int i = 0; i < n; i++) {
      x[i][i] = Math.sqrt(spacing) * φ[i];
      x2[i][i] = x[i][i] * x[i][i];
      x4[i][i] = x2[i][i] * x2[i][i];
      for (int j = 0; j < n; j++) {
        double step = φ[i] - φ[j];
        minus[i][j] = -GRID * Math.exp(-(step * step + u[i] + u[j]) / 2);
      }
    }
    return of(minus, x, x2, x4, e -> -Math.log(-e) / spacing);
  }

  private static Oscillator of(
      double[][] operator, double[][] x, double[][] x2, double[][] x4, DoubleUnaryOperator energy) {
    // A multiple of 1 keeps the eigensolver from numbers that underflow.
    double shift = Math.abs(operator[operator.length / 2][operator.length / 2]);
    double[][] shifted = Arrays.stream(operator).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < shifted.length; i++) {
      shifted[i][i] += shift;
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(shifted, false));
    List<double[]> states =
        IntStream.range(0, operator.length)
            .boxed()
            .sorted(Comparator.comparingDouble(eigen::getEigenvalue))
            .limit(KEPT)
            .map(k -> eigen.getEigenvector(k).toArray())
            .toList();
    double[] ground = states.getFirst();
    List<Double> energies = new ArrayList<>();
    List<Double> strengths = new ArrayList<>();
    for (double[] state : states) {
      double value = energy.applyAsDouble(element(state, operator, state));
      if (Double.isFinite(value)) {
        double amplitude = element(ground, x, state);
        energies.add(value);
        strengths.add(amplitude * amplitude);
      }
    }
    return new Oscillator(
        energies, strengths, element(ground, x2, ground), element(ground, x4, ground));
  }

  /// Grid points on one side: to where the ground state has fallen to e^(−40), by tunnelling or in one step.
  private static int half(Phi4 action) {
    double lowest = 0;
    double exponent = 0;
    int i = 0;
    double u = 0;
    while (exponent < 40 && u - lowest < 100) {
      i++;
      double φ = GRID * i;
      u = action.site(φ) - φ * φ;
      lowest = Math.min(lowest, u);
      // Between the wells nothing decays.
      exponent = u <= 0 ? 0 : exponent + GRID * Math.sqrt(2 * u);
    }
    return i;
  }

  private static double element(double[] a, double[][] operator, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        sum += a[i] * operator[i][j] * b[j];
      }
    }
    return sum;
  }

  /// E₁ − E₀.
  public double gap() {
    return energies.get(1) - energies.getFirst();
  }

  /// G(τ), on an infinite line.
  public double correlator(double τ) {
    double sum = 0;
    for (int n = 0; n < energies.size(); n++) {
      sum += strengths.get(n) * Math.exp(-(energies.get(n) - energies.getFirst()) * Math.abs(τ));
    }
    return sum;
  }
}
