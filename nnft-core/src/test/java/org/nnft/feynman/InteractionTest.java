package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The grammar of interactions, and what is said about those that break it.
class InteractionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lambda f^4 + kappa f^6 | λ f⁴ + κ f⁶",
        "λ f⁴+κ f⁶ | λ f⁴ + κ f⁶",
        "-g f^3 - 1/4! lambda f^4 | −g f³ − 1/24 λ f⁴",
        "lambda/4! f^4 | 1/24 λ f⁴",
        "(1/24) lambda*f^4 | 1/24 λ f⁴",
        "lambda(y) f^4 | λ(y) f⁴",
        "lambda (int f^2)^2 | λ (∫f²)²",
        "lambda(∫ f²)² | λ (∫f²)²",
        "a (int f^2)(int f^4) | a (∫f²)(∫f⁴)",
        "y phi psi^2 | y φψ²",
        "lambda_2 (f^2 g)^2 | λ₂ f⁴g²",
        "lambda (f_a f_a)^2 | λ (f_af_a)²",
        "lambda f_a f_a f_b^2 | λ (f_af_a)²",
        "y s f_a f_a | y (f_af_a)s",
        "g f f f | g f³"
      })
  void reads(String text, String meaning) {
    assertThat(Interaction.parse(text)).hasToString(meaning);
  }

  @Test
  void countsThePermutationsOfLegs() {
    assertThat(symmetry("g f^8")).isEqualTo(40320);
    assertThat(symmetry("y phi psi^2")).isEqualTo(2);
    assertThat(symmetry("a (int f^2)^2")).isEqualTo(8);
    assertThat(symmetry("a (f_a f_a)^2")).isEqualTo(8);
    assertThat(symmetry("a (int f^2)(int f^4)")).isEqualTo(48);
    assertThat(symmetry("a (int f_a f_a f_b f_b)^2")).isEqualTo(128);
    assertThat(symmetry("a f_a f_a g_b g_b")).isEqualTo(4);
    assertThat(symmetry("a (f_a g_a)^2")).isEqualTo(2);
  }

  private static long symmetry(String text) {
    return Interaction.parse(text).terms().getFirst().symmetry();
  }

  @Test
  void knowsFieldsAndNumbers() {
    Interaction interaction = Interaction.parse("-2/3! y phi psi_a psi_a");
    assertThat(interaction.fields()).containsExactly("phi", "psi");
    assertThat(interaction.indexed()).containsExactly("psi");
    assertThat(interaction.terms().getFirst().coefficient()).isEqualTo(new BigFraction(-1, 3));
  }

  /// The caret stands under the character that is named.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1 | an interaction is missing",
        "f^4 | 1 | a term begins with its coupling, which has no power",
        "lambda f^2 | 1 | a term has 3 to 8 fields after its coupling, lambda has 2",
        "lambda f^9 | 10 | a power is a whole number from 1 to 8",
        "lambda f^4 f^5 | 1 | lambda has 9",
        "lambda f^ | 10 | a power is a whole number from 1 to 8",
        "lambda f^4 + | 13 | a term begins with its coupling, such as lambda f^4; got the end",
        "lambda f^4 $ | 12 | expected a field or '(', got '$'",
        "lambda f^4 + lambda f^4 | 14 | the term λ f⁴ stands twice",
        "0.5 lambda f^4 | 2 | numbers are exact; write a fraction such as 1/24",
        "1/0 lambda f^4 | 3 | expected a whole number from 1",
        "20! lambda f^4 | 1 | factorials go to 12!",
        "lambda (f^4 | 12 | expected ')'",
        "lambda () f^4 | 9 | expected a field, got ')'",
        "lambda f^4) | 11 | expected +, − or the end, got ')'",
        "lambda f_a f_a f_b | 16 | the index b must stand twice at one point",
        "lambda f_a^4 | 8 | the index a must stand twice at one point to be summed, it stands 4 times",
        "lambda f_a f_a f | 16 | the field f carries an index in one place and none in another",
        "lambda f_ f | 10 | expected an index after '_'",
        "lambda f^2 (int f^2) | 1 | every field of a non-local term stands in an integral",
        "lambda (int f^2) f^2 | 1 | every field of a non-local term stands in an integral",
        "lambda ((int f^2)^2) | 10 | an integral stands in no other bracket",
        "lambda (int f_a f)(int f_a f) | 17 | carries an index in one place and none in another",
        "lambda(y) (int f^2)^2 | 1 | depends on the position needs a term at one point"
      })
  void saysWhatIsWrong(String text, int character, String said) {
    assertThatThrownBy(() -> Interaction.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character " + character + ":")
        .hasMessageContaining(said)
        .hasMessageEndingWith(" ".repeat(character - 1) + "^");
  }

  @Test
  void knowsOnlyTheFieldsItIsTold() {
    assertThatThrownBy(() -> Interaction.parse("y phi pis^2", List.of("phi", "psi")))
        .hasMessageContaining("character 7: unknown field 'pis'; known are phi, psi");
    assertThatThrownBy(() -> Interaction.parse("a".repeat(2000)))
        .hasMessageContaining("at most 1000 characters, got 2000");
  }
}
