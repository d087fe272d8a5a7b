package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// In 0 dimensions every propagator is 1, and ratios of Gaussian moments give the exact series.
class ZeroDimensionTest {
  private static final int ORDER = 3;

  /// Coefficients of the powers of the coupling.
  private static BigFraction[] series(DiagramSum sum) {
    return series(sum, 1);
  }

  private static BigFraction[] series(DiagramSum sum, int components) {
    BigFraction[] series = new BigFraction[ORDER + 1];
    Arrays.fill(series, BigFraction.ZERO);
    for (Diagram d : sum) {
      BigFraction loops = new BigFraction(components).pow(d.indexLoops());
      series[d.vertices().size()] = series[d.vertices().size()].add(d.total().multiply(loops));
    }
    return series;
  }

  private static DiagramGenerator generator(String interaction, int legs) {
    return DiagramGenerator.of(Interaction.parse(interaction), legs).order(ORDER);
  }

  /// Σₖ (−1)ᵏ E[φⁿ V(φ)ᵏ]/k! over the same with n = 0.
  private static BigFraction[] exact(Function<Integer, BigFraction> moment) {
    BigFraction[] above = new BigFraction[ORDER + 1];
    Arrays.setAll(above, moment::apply);
    return above;
  }

  private static BigFraction[] quotient(BigFraction[] a, BigFraction[] b) {
    BigFraction[] q = new BigFraction[a.length];
    for (int k = 0; k < a.length; k++) {
      BigFraction rest = a[k];
      for (int j = 0; j < k; j++) {
        rest = rest.subtract(q[j].multiply(b[k - j]));
      }
      q[k] = rest.divide(b[0]);
    }
    return q;
  }

  private static BigFraction[] product(BigFraction[] a, BigFraction[] b) {
    BigFraction[] p = new BigFraction[a.length];
    for (int k = 0; k < a.length; k++) {
      p[k] = BigFraction.ZERO;
      for (int j = 0; j <= k; j++) {
        p[k] = p[k].add(a[j].multiply(b[k - j]));
      }
    }
    return p;
  }

  private static BigFraction[] times(BigFraction[] a, int factor) {
    return Arrays.stream(a).map(x -> x.multiply(factor)).toArray(BigFraction[]::new);
  }

  private static BigFraction[] difference(BigFraction[] a, BigFraction[] b) {
    return IntStream.range(0, a.length)
        .mapToObj(k -> a[k].subtract(b[k]))
        .toArray(BigFraction[]::new);
  }

  private static BigFraction gaussian(int n) {
    return new BigFraction(Combinatorics.pairings(n));
  }

  private static BigFraction overFactorial(BigFraction moment, int k) {
    BigFraction result = moment;
    for (int j = 1; j <= k; j++) {
      result = result.divide(-j);
    }
    return result;
  }

  /// E[φⁿ (φ⁴/24)ᵏ]/((−1)ᵏ k!).
  private static BigFraction[] quartic(int n) {
    return exact(
        k ->
            overFactorial(
                gaussian(n + 4 * k).divide(new BigFraction(24).pow(k).getNumerator()), k));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6})
  void quarticTheory(int n) {
    BigFraction[] all = series(generator("lambda/4! f^4", n).diagrams());
    assertThat(all).containsExactly(quotient(quartic(n), quartic(0)));
    BigFraction[] vacuum = series(generator("lambda/4! f^4", n).withVacuum().diagrams());
    assertThat(vacuum).containsExactly(quartic(n));
  }

  /// Exact values for Z = ∫ exp(−φ²/2 − λφ⁴/24) at λ = 0.1: the series envelopes them.
  @ParameterizedTest
  @CsvSource({"2, 0.95557662951028", "4, 2.6654022293832", "6, 12.0796595488581"})
  void seriesEnvelopesTheIntegral(int n, double exact) {
    BigFraction[] series = series(generator("lambda/4! f^4", n).diagrams());
    double sum = 0;
    for (int k = 0; k < ORDER; k++) {
      sum += series[k].doubleValue() * Math.pow(0.1, k);
      double next = series[k + 1].doubleValue() * Math.pow(0.1, k + 1);
      assertThat((exact - sum) / next).isBetween(0.0, 1.0);
    }
  }

  @Test
  void freeEnergy() {
    BigFraction[] log = series(generator("lambda/4! f^4", 0).only(Selection.CONNECTED).diagrams());
    BigFraction[] z = series(generator("lambda/4! f^4", 0).diagrams());
    assertThat(z).containsExactly(quartic(0));
    // k z_k = Σ j (log)_j z_{k−j}
    for (int k = 1; k <= ORDER; k++) {
      BigFraction sum = BigFraction.ZERO;
      for (int j = 1; j <= k; j++) {
        sum = sum.add(log[j].multiply(j).multiply(z[k - j]));
      }
      assertThat(sum).isEqualTo(z[k].multiply(k));
    }
  }

  /// G₄ − 3G₂²; G₂ = 1/(1 − Σ) with Σ one-particle irreducible; G_c⁽⁴⁾ = G₂⁴ times the amputated one.
  @Test
  void selections() {
    BigFraction[] g2 = series(generator("lambda/4! f^4", 2).diagrams());
    BigFraction[] g4 = series(generator("lambda/4! f^4", 4).diagrams());
    BigFraction[] connected =
        series(generator("lambda/4! f^4", 4).only(Selection.CONNECTED).diagrams());
    assertThat(connected).containsExactly(difference(g4, times(product(g2, g2), 3)));
    BigFraction[] selfEnergy =
        series(generator("lambda/4! f^4", 2).only(Selection.ONE_PARTICLE_IRREDUCIBLE).diagrams());
    BigFraction[] one = new BigFraction[ORDER + 1];
    Arrays.fill(one, BigFraction.ZERO);
    one[0] = BigFraction.ONE;
    assertThat(g2).containsExactly(quotient(one, difference(one, selfEnergy)));
    BigFraction[] amputated =
        series(
            generator("lambda/4! f^4", 4)
                .only(Selection.CONNECTED, Selection.AMPUTATED)
                .diagrams());
    BigFraction[] square = product(g2, g2);
    assertThat(connected).containsExactly(product(product(square, square), amputated));
  }

  /// Without tadpoles the interaction is normal-ordered: He₄(φ)/24.
  @Test
  void normalOrdering() {
    BigFraction[] found =
        series(generator("lambda/4! f^4", 4).only(Selection.TADPOLE_FREE).diagrams());
    int[] hermite = {3, 0, -6, 0, 1};
    assertThat(found).containsExactly(quotient(powers(4, hermite), powers(0, hermite)));
  }

  private static BigFraction[] powers(int n, int[] polynomial) {
    return exact(
        k -> {
          BigFraction[] power = new BigFraction[4 * k + 1];
          Arrays.fill(power, BigFraction.ZERO);
          power[0] = BigFraction.ONE;
          for (int j = 0; j < k; j++) {
            BigFraction[] next = power.clone();
            Arrays.fill(next, BigFraction.ZERO);
            for (int a = 0; a + 4 < next.length; a++) {
              for (int b = 0; b <= 4; b++) {
                next[a + b] = next[a + b].add(power[a].multiply(polynomial[b]).divide(24));
              }
            }
            power = next;
          }
          BigFraction moment = BigFraction.ZERO;
          for (int a = 0; a < power.length; a++) {
            moment = moment.add(power[a].multiply(gaussian(n + a)));
          }
          return overFactorial(moment, k);
        });
  }

  /// κ₆ = 10 λ² at tree level, and the loops add up to everything.
  @Test
  void loops() {
    DiagramGenerator sixPoint = generator("lambda/4! f^4", 6).only(Selection.CONNECTED).order(2);
    assertThat(sixPoint.only(Selection.TREE).diagrams().coefficient(4))
        .isEqualTo(new BigFraction(10));
    BigFraction sum = BigFraction.ZERO;
    for (int loops = 0; loops <= 4; loops++) {
      sum = sum.add(sixPoint.loops(loops).diagrams().coefficient(4));
    }
    assertThat(sum).isEqualTo(sixPoint.diagrams().coefficient(4));
  }

  /// ⟨φ₁φ₁⟩ = ⟨r²⟩/N with E r²ᵏ = N(N + 2)…(N + 2k − 2).
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void vectorModel(int components) {
    BigFraction[] found = series(generator("lambda (f_a f_a)^2", 2).diagrams(), components);
    BigFraction[] above = exact(k -> overFactorial(radial(components, 2 * k + 1), k));
    BigFraction[] below = exact(k -> overFactorial(radial(components, 2 * k), k));
    BigFraction[] exact = quotient(above, below);
    Arrays.setAll(exact, k -> exact[k].divide(components));
    assertThat(found).containsExactly(exact);
  }

  private static BigFraction radial(int components, int k) {
    BigFraction moment = BigFraction.ONE;
    for (int j = 0; j < k; j++) {
      moment = moment.multiply(components + 2 * j);
    }
    return moment;
  }

  /// Moments of two independent Gaussians.
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "0, 2", "1, 2"})
  void yukawa(int phi, int psi) {
    List<String> legs =
        java.util.stream.Stream.concat(
                Collections.nCopies(phi, "phi").stream(), Collections.nCopies(psi, "psi").stream())
            .toList();
    DiagramSum sum =
        DiagramGenerator.of(Interaction.parse("y phi psi^2"), legs).order(ORDER).diagrams();
    BigFraction[] above =
        exact(k -> overFactorial(gaussian(phi + k).multiply(gaussian(psi + 2 * k)), k));
    BigFraction[] below = exact(k -> overFactorial(gaussian(k).multiply(gaussian(2 * k)), k));
    assertThat(series(sum)).containsExactly(quotient(above, below));
  }

  /// With one point, (∫f²)² is f⁴; without indices, so is (f_a f_a)².
  @Test
  void otherVerticesOfFourFields() {
    BigFraction[] local = series(generator("lambda f^4", 4).diagrams());
    assertThat(series(generator("lambda (int f^2)^2", 4).diagrams())).containsExactly(local);
    assertThat(series(generator("lambda (f_a f_a)^2", 4).diagrams(), 1)).containsExactly(local);
  }

  /// Second order of the action from its cumulants: −γ₄He₄/24 − γ₆He₆/720 + γ₄²(x⁶/72 − 7x⁴/48 + x²/3 − 1/12).
  @ParameterizedTest
  @CsvSource({
    "0, -3/24, 15/720, -1/12",
    "2, 12/24, -90/720, 2/3",
    "4, -1, 360/720, -7/2",
    "6, 0, -1, 10"
  })
  void actionFromCumulants(int n, String quartic, String sextic, String squared) {
    DiagramSum sum = DiagramGenerator.ofCorrelators(List.of(4, 6), n).order(2).diagrams();
    assertThat(coefficient(sum, 1, "G4")).isEqualTo(fraction(quartic));
    assertThat(coefficient(sum, 1, "G6")).isEqualTo(fraction(sextic));
    assertThat(coefficient(sum, 2, "G4")).isEqualTo(fraction(squared));
  }

  private static BigFraction coefficient(DiagramSum sum, int vertices, String symbol) {
    return sum.stream()
        .filter(d -> d.vertices().size() == vertices)
        .filter(d -> d.vertices().getFirst().symbol().equals(symbol))
        .map(Diagram::total)
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  private static BigFraction fraction(String text) {
    String[] parts = text.split("/", -1);
    return new BigFraction(
        Integer.parseInt(parts[0]), parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
  }

  /// A wrong weight is seen.
  @Test
  void aMissingDiagramIsSeen() {
    BigFraction[] found = series(generator("lambda/4! f^4", 2).loops(1).diagrams());
    assertThat(found).isNotEqualTo(quotient(quartic(2), quartic(0)));
    assertThat(found[1].doubleValue()).isCloseTo(-0.5, within(0.0));
  }
}
