package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Diagrams on top of a free theory that is not Gaussian: its connected correlators are vertices.
class FiniteWidthRulesTest {

  private static DiagramSum sum(String interaction, int legs, int order) {
    return DiagramGenerator.of(Interaction.parse(interaction), legs)
        .order(order)
        .atFiniteWidth()
        .diagrams();
  }

  private static List<Diagram> atOrder(DiagramSum sum, int order) {
    return sum.stream().filter(d -> d.halfOrders() == 2 * order).toList();
  }

  /// From a list of all partitions of the legs into blocks of even size, sorted into classes by brute force with other
  /// software: 27 of 31 partitions of 6 legs hang on external points, 5961 of 6556 of 10, 363 of 379 of 8.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 1 | 12; 6 8; 1",
        "2 | 2 | 192 288 288; 96 144 144 144 192 192 192 288 288 576 576; 24 32 32 36 48 64 72 72 96 96 96 96 96 144 144 192 192 288 288; 12 12 16 16 16 16 32 36 96; 1",
        "4 | 1 | 24 72; 36 48 48 72; 6 6 16 16 18; 1"
      })
  void partitionsOfTheLegs(int legs, int order, String counts) {
    List<Diagram> diagrams = atOrder(sum("lambda f^4", legs, order), order);
    String[] expected = counts.split("; *", -1);
    for (int p = 0; p < expected.length; p++) {
      int power = p;
      List<Long> own =
          diagrams.stream()
              .filter(d -> d.widthOrder() == power)
              .map(d -> d.contractions().longValueExact())
              .sorted()
              .toList();
      assertThat(own)
          .as("order %d, 1/N^%d", order, p)
          .isEqualTo(Arrays.stream(expected[p].strip().split(" ", -1)).map(Long::valueOf).toList());
    }
    assertThat(diagrams).allMatch(d -> d.widthOrder() < expected.length);
  }

  @Test
  void firstOrder() {
    assertThat(sum("lambda/4! f^4", 2, 1).text())
        .isEqualTo(
            """
            G⁽²⁾(x₁,x₂) =
                K(x₁,x₂)
              − 1/2 λ ∫dy₁ K(x₁,y₁) K(x₂,y₁) K(y₁,y₁)
              − 1/4 λ ∫dy₁ G_c⁽⁴⁾(x₁,x₂,y₁,y₁) K(y₁,y₁)
              − 1/3 λ 𝒮 ∫dy₁ G_c⁽⁴⁾(x₂,y₁,y₁,y₁) K(x₁,y₁)
              − 1/24 λ ∫dy₁ G_c⁽⁶⁾(x₁,x₂,y₁,y₁,y₁,y₁)
            """);
    assertThat(SvgFigure.of(sum("lambda/4! f^4", 2, 1))).contains(">4<", ">6<", "∝ 1/N²");
    assertThat(TikzFigure.of(sum("lambda/4! f^4", 2, 1))).contains("[blob]", "G_{c}^{(4)}(x_1,x_2");
    assertThat(sum("y phi psi^2", 2, 2).text()).contains("G_c,ψ⁽⁴⁾(y₁,y₁,y₂,y₂)");
  }

  /// φ = Σⱼ sⱼ/√N with signs sⱼ, in 0 dimensions: every propagator is 1, every blob a cumulant.
  private record Signs(int n) {

    /// N^(k/2) E[φᵏ], over numbers of minus signs.
    BigFraction moment(int k) {
      BigFraction sum = BigFraction.ZERO;
      BigFraction ways = new BigFraction(1, 1 << n);
      for (int minus = 0; minus <= n; minus++) {
        sum = sum.add(ways.multiply(new BigFraction(n - 2 * minus).pow(k)));
        ways = ways.multiply(n - minus).divide(minus + 1);
      }
      return sum.divide(new BigFraction(n).pow(k / 2).getNumerator());
    }

    BigFraction cumulant(int r) {
      BigFraction κ = moment(r);
      for (int j = 2; j < r; j += 2) {
        κ = κ.subtract(cumulant(j).multiply(moment(r - j)).multiply(choose(r - 1, j - 1)));
      }
      return κ;
    }

    private static BigFraction choose(int n, int k) {
      return IntStream.rangeClosed(1, k)
          .mapToObj(i -> new BigFraction(n - k + i, i))
          .reduce(BigFraction.ONE, BigFraction::multiply);
    }

    /// Coefficients of ⟨φⁿ⟩ under e^(−λφ⁴) to second order.
    BigFraction[] series(int legs) {
      BigFraction o = moment(legs);
      BigFraction s = moment(4);
      BigFraction os = moment(legs + 4);
      BigFraction first = o.multiply(s).subtract(os);
      BigFraction second =
          moment(legs + 8).subtract(o.multiply(moment(8))).divide(2).add(s.multiply(first));
      return new BigFraction[] {o, first, second};
    }

    BigFraction of(Stream<Diagram> diagrams) {
      return diagrams
          .map(
              d ->
                  d.vertices().stream()
                      .filter(v -> v instanceof Vertex.Correlator)
                      .map(v -> cumulant(v.degree()))
                      .reduce(d.total(), BigFraction::multiply))
          .reduce(BigFraction.ZERO, BigFraction::add);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "2, 5", "4, 1", "4, 3"})
  void signsInNoDimensions(int legs, int n) {
    Signs free = new Signs(n);
    DiagramSum sum = sum("lambda f^4", legs, 2);
    for (int order = 0; order <= 2; order++) {
      assertThat(free.of(atOrder(sum, order).stream())).isEqualTo(free.series(legs)[order]);
      // Without those of one power of 1/N it is wrong.
      if (order > 0) {
        Predicate<Diagram> kept = d -> d.widthOrder() != 1;
        assertThat(free.of(atOrder(sum, order).stream().filter(kept)))
            .isNotEqualTo(free.series(legs)[order]);
      }
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> DiagramGenerator.ofCorrelators(List.of(4), 4).atFiniteWidth())
        .hasMessageContaining("those of an interaction");
    assertThatThrownBy(
            () -> DiagramGenerator.of(Interaction.parse("lambda (f_a f_a)^2"), 2).atFiniteWidth())
        .hasMessageContaining("without an index");
    assertThatThrownBy(() -> sum("lambda f^4", 6, 2)).hasMessageContaining("14 legs of f can meet");
    assertThatThrownBy(
            () ->
                DiagramGenerator.of(Interaction.parse("lambda f^4"), 2)
                    .only(Selection.AMPUTATED)
                    .atFiniteWidth()
                    .diagrams())
        .hasMessageContaining("no propagator that could be cut");
  }
}
