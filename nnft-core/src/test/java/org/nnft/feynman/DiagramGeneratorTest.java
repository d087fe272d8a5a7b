package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counting diagrams and contractions.
class DiagramGeneratorTest {

  private static DiagramGenerator generator(String interaction, int legs, int order) {
    return DiagramGenerator.of(Interaction.parse(interaction), legs).order(order);
  }

  private static List<Long> totals(DiagramSum sum) {
    return sum.stream().map(d -> d.total().longValue()).toList();
  }

  /// The talk's equation, 2008.08601.
  @Test
  void fourPointFunctionOfTheTalk() {
    DiagramSum sum = generator("lambda f^4 + kappa f^6", 4, 1).diagrams();
    assertThat(totals(sum)).containsExactly(3L, -72L, -24L, -540L, -360L);
    assertThat(sum.stream().map(Diagram::labellings)).containsExactly(3L, 6L, 1L, 6L, 1L);
    assertThat(sum.stream().map(Diagram::symmetryFactor)).containsExactly(1L, 2L, 1L, 8L, 2L);
    assertThat(sum.text())
        .contains("− 72 λ 𝒮 ∫dy₁ K(x₁,y₁) K(x₂,y₁) K(x₃,x₄) K(y₁,y₁)")
        .contains("− 360 κ ∫dy₁ K(x₁,y₁) K(x₂,y₁) K(x₃,y₁) K(x₄,y₁) K(y₁,y₁)");
    assertThat(sum.latex()).contains("-540\\,\\kappa\\,\\mathcal S\\,\\int\\!\\mathrm d^dy_1");
  }

  /// Weights of the first order by hand, with the sign: PHYSICS of 2008.08601's equations.
  @ParameterizedTest
  @CsvSource({
    "g f^3 + alpha f^5, 1, '-3, -15'",
    "g f^3 + alpha f^5, 3, '-9, -6, -45, -60'",
    "lambda f^4 + kappa f^6, 2, '1, -12, -90'",
    "lambda f^4 + kappa f^6, 6, '15, -540, -360, -4050, -5400, -720'",
    "lambda (int f^2)^2, 4, '3, -24, -48, -24'"
  })
  void firstOrder(String interaction, int legs, String totals) {
    assertThat(totals(generator(interaction, legs, 1).diagrams())).hasToString("[" + totals + "]");
  }

  /// Contractions by the number of attached legs: 0, 2, 4, 6.
  @ParameterizedTest
  @CsvSource({
    "4, 4, '9, 72, 24'",
    "4, 6, '45, 540, 360'",
    "6, 4, '45, 540, 360'",
    "6, 6, '225, 4050, 5400, 720'"
  })
  void contractions(int legs, int power, String counts) {
    List<BigInteger> found =
        generator("lambda f^" + power, legs, 1).withVacuum().diagrams().stream()
            .filter(d -> d.vertices().size() == 1)
            .map(Diagram::contractions)
            .toList();
    assertThat(found).hasToString("[" + counts + "]");
  }

  /// Σ n!(4!)ⁿ/S = (4n + 1)!! over all diagrams of the two-point function, vacuum parts included.
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 15", "2, 945", "3, 135135", "4, 34459425"})
  void allContractionsOfTheTwoPointFunction(int order, long all) {
    BigInteger sum =
        generator("lambda f^4", 2, order).withVacuum().diagrams().stream()
            .filter(d -> d.vertices().size() == order)
            .map(Diagram::contractions)
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(sum).isEqualTo(all);
  }

  /// 1, 3, 10 connected diagrams of φ⁴ at first, second, third order; two of the third differ from their mirror image.
  @Test
  void connectedTwoPointFunction() {
    DiagramSum sum = generator("lambda f^4", 2, 3).only(Selection.CONNECTED).diagrams();
    for (int order = 1; order <= 3; order++) {
      int n = order;
      List<Long> labellings =
          sum.stream().filter(d -> d.vertices().size() == n).map(Diagram::labellings).toList();
      assertThat(labellings).hasSize(List.of(1, 3, 8).get(n - 1));
      assertThat(labellings.stream().mapToLong(l -> l).sum())
          .isEqualTo(List.of(1, 3, 10).get(n - 1).longValue());
    }
  }

  @Test
  void isFast() {
    long start = System.nanoTime();
    generator("lambda f^4", 4, 3).diagrams();
    generator("a f^3 + b f^4 + c f^5 + d f^6 + e f^7 + g f^8", 8, 1).diagrams();
    assertThat((System.nanoTime() - start) * 1e-9).isLessThan(2);
  }

  @Test
  void estimatesAndRefuses() {
    DiagramGenerator large = generator("lambda f^4 + kappa f^6", 12, 12);
    assertThat(large.estimate()).isGreaterThan(BigInteger.TEN.pow(12));
    assertThatThrownBy(large::diagrams)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 external legs to order 12 have more than")
        .hasMessageContaining("lower the order");
    DiagramGenerator small = generator("lambda f^4", 4, 3);
    assertThat(small.estimate().intValue()).isBetween(1, small.withVacuum().diagrams().size());
  }

  @Test
  void saysWhatIsWrong() {
    Interaction interaction = Interaction.parse("y phi psi^2");
    assertThatThrownBy(() -> DiagramGenerator.of(interaction, List.of("phi", "chi")))
        .hasMessageContaining("unknown field 'chi'; known are phi, psi");
    assertThatThrownBy(() -> DiagramGenerator.of(interaction, 13))
        .hasMessageContaining("0 to 12 external legs, got 13");
    assertThatThrownBy(() -> DiagramGenerator.of(interaction, 2).order(13))
        .hasMessageContaining("orders 0 to 12, got 13");
    assertThatThrownBy(() -> DiagramGenerator.ofCorrelators(List.of(2), 2))
        .hasMessageContaining("orders 3 to 12, got order 2");
    assertThatThrownBy(() -> DiagramGenerator.ofCorrelators(List.of(), 2))
        .hasMessageContaining("at least one correlator");
    assertThatThrownBy(() -> DiagramGenerator.of(interaction, 2).loops(-1))
        .hasMessageContaining("at least 0 loops");
  }

  @Test
  void nothingIsLeft() {
    DiagramSum odd = generator("lambda f^4", 3, 2).diagrams();
    assertThat(odd.size()).isZero();
    assertThat(odd.text()).isEqualTo("G⁽³⁾(x₁,x₂,x₃) = 0\n");
  }
}
