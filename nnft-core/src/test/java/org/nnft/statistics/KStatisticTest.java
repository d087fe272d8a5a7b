package org.nnft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KStatisticTest {

  /// Three values (a, b) of a correlated, skewed law with probabilities that are not equal.
  private static final double[][] VALUES = {{-1, 2}, {0.5, -1}, {3, 0.25}};

  private static final double[] WEIGHTS = {0.5, 0.3, 0.2};

  /// Unbiased means: averaged over *every* possible sample of size M, weighted with its probability, the
  /// estimator is the cumulant. Exact enumeration, 3^M samples, no random numbers.
  @ParameterizedTest
  @CsvSource({"1,2", "2,3", "3,5", "4,5", "5,6", "6,7"})
  void averagesToTheCumulantOverAllSamples(int order, int samples) {
    SymmetricSums sums = SymmetricSums.all(2, order);
    double[] exact = CumulantRecursion.on(sums).cumulants(moments(sums));
    for (int c = 0; c < sums.index(order).count(); c++) {
      int[] tuple = sums.index(order).at(c);
      var k = KStatistic.of(order).on(sums, samples).component(tuple);
      double average = 0;
      for (int s = 0; s < (int) Math.pow(3, samples); s++) {
        double probability = 1;
        double[] flat = new double[sums.size()];
        for (int i = 0, rest = s; i < samples; i++, rest /= 3) {
          probability *= WEIGHTS[rest % 3];
          addPowers(sums, VALUES[rest % 3], 1, flat);
        }
        average += probability * k.of(flat);
      }
      assertThat(average).isCloseTo(exact[sums.offset(order) + c], within(1e-9));
    }
  }

  /// A mixture of two centred Gaussians with covariances K̂: E over all samples of pairs of components
  /// must be Σ_pairings κ(K̂, K̂, …), here against the cumulants of the mixture's own moments.
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6})
  void gaussianMixtureIsUnbiased(int order) {
    double[][][] covariances = {{{1, 0.5}, {0.5, 2}}, {{3, -1}, {-1, 0.75}}};
    double[] weights = {0.6, 0.4};
    int samples = 5;
    SymmetricSums sums = SymmetricSums.even(2, order);
    double[][] conditional = new double[2][sums.size()];
    double[] mixed = new double[sums.size()];
    for (int v = 0; v < 2; v++) {
      for (int n = 2; n <= order; n += 2) {
        for (int c = 0; c < sums.index(n).count(); c++) {
          int at = sums.offset(n) + c;
          conditional[v][at] = hafnian(covariances[v], sums.index(n).at(c));
          mixed[at] += weights[v] * conditional[v][at];
        }
      }
    }
    double[] exact = CumulantRecursion.on(sums).cumulants(mixed);
    for (int c = 0; c < sums.index(order).count(); c++) {
      var k =
          KStatistic.ofGaussianMixture(order).on(sums, samples).component(sums.index(order).at(c));
      double average = 0;
      for (int s = 0; s < 1 << samples; s++) {
        double probability = 1;
        double[] flat = new double[sums.size()];
        for (int i = 0; i < samples; i++) {
          int v = s >> i & 1;
          probability *= weights[v];
          for (int at = 0; at < flat.length; at++) {
            flat[at] += conditional[v][at];
          }
        }
        average += probability * k.of(flat);
      }
      assertThat(average).isCloseTo(exact[sums.offset(order) + c], within(1e-10));
    }
  }

  @Test
  void plugInCumulantIsBiasedSoThatTheTestsAboveCanFail() {
    SymmetricSums sums = SymmetricSums.all(1, 2);
    double average = 0;
    for (int s = 0; s < 9; s++) {
      double[] flat = new double[sums.size()];
      addPowers(sums, VALUES[s % 3], 0.5, flat);
      addPowers(sums, VALUES[s / 3], 0.5, flat);
      average += WEIGHTS[s % 3] * WEIGHTS[s / 3] * CumulantRecursion.on(sums).cumulants(flat)[1];
    }
    double variance = CumulantRecursion.on(sums).cumulants(moments(sums))[1];
    assertThat(average).isCloseTo(variance / 2, within(1e-12));
  }

  @Test
  void tooFewSamplesAreRefused() {
    assertThatThrownBy(() -> KStatistic.of(4).on(SymmetricSums.all(1, 4), 3))
        .hasMessage("an unbiased cumulant of order 4 needs at least 4 samples, got 3");
    assertThatThrownBy(() -> KStatistic.ofGaussianMixture(3))
        .hasMessageContaining("no odd cumulant");
  }

  private static double[] moments(SymmetricSums sums) {
    double[] flat = new double[sums.size()];
    for (int v = 0; v < VALUES.length; v++) {
      addPowers(sums, VALUES[v], WEIGHTS[v], flat);
    }
    return flat;
  }

  private static void addPowers(SymmetricSums sums, double[] value, double weight, double[] flat) {
    for (int n = 1; n <= sums.highestOrder(); n++) {
      for (int c = 0; c < sums.index(n).count(); c++) {
        double product = weight;
        for (int i : sums.index(n).at(c)) {
          product *= value[i];
        }
        flat[sums.offset(n) + c] += product;
      }
    }
  }

  private static double hafnian(double[][] k, int[] tuple) {
    if (tuple.length == 0) {
      return 1;
    }
    double sum = 0;
    for (int j = 1; j < tuple.length; j++) {
      int[] rest = new int[tuple.length - 2];
      for (int i = 1, r = 0; i < tuple.length; i++) {
        if (i != j) {
          rest[r++] = tuple[i];
        }
      }
      sum += k[tuple[0]][tuple[j]] * hafnian(k, rest);
    }
    return sum;
  }
}
