package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `nnft diagrams`.
class DiagramsTest {
  @TempDir Path folder;

  /// The talk's equation.
  @Test
  void fourPointFunction() throws IOException {
    Terminal done =
        Terminal.run(
            "diagrams",
            "--legs",
            4,
            "--interaction",
            "lambda f^4 + kappa f^6",
            "--order",
            1,
            "--output",
            folder.resolve("out"));
    assertThat(done.err()).isEmpty();
    assertThat(done.exitCode()).isZero();
    assertThat(done.out())
        .contains("    3 𝒮 K(x₁,x₂) K(x₃,x₄)")
        .contains("− 72 λ 𝒮 ∫dy₁")
        .contains("− 24 λ ∫dy₁")
        .contains("− 540 κ 𝒮 ∫dy₁")
        .contains("− 360 κ ∫dy₁")
        .containsPattern("4 +−540 +6 +−90 +8 +540 +2 +κ f⁶");
    String page = Files.readString(folder.resolve("out/diagrams.html"));
    assertThat(page.contains("-540\\,\\kappa") && page.contains("<svg")).isTrue();
    assertThat(page.contains("<script src") || page.contains("<link")).isFalse();
    assertThat(folder.resolve("out/diagrams.svg")).content().startsWith("<svg");
    assertThat(folder.resolve("out/diagrams.tex")).content().contains("\\begin{feynman}");
    assertThat(folder.resolve("out/diagrams.dot")).content().contains("graph diagram1 {");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--legs 2 --interaction lambda/4!_f^4 --order 2 --1pi | G_c⁽²⁾(x₁,x₂) =",
        "--legs 4 --interaction lambda_f^4 --order 1 --amputated --connected | − 24 λ ∫dy₁ δ(x₁−y₁)",
        "--legs 6 --interaction lambda_f^4 --order 2 --tree --connected | 5760 λ² 𝒮 ∫",
        "--legs 2 --interaction lambda_f^4 --order 2 --loops 2 --tadpole-free | 96 λ² ∫dy₁dy₂",
        "--legs 3 --interaction lambda_f^4 | G⁽³⁾(x₁,x₂,x₃) = 0",
        "--legs 0 --interaction lambda_f^4 --connected | log Z/Z₀ =",
        "--legs phi,phi --interaction y_phi_psi^2 --order 2 | K_ψ(y₁,y₂)²",
        "--legs 4 --interaction lambda_f^4 --vacuum | − 9 λ 𝒮",
        "--legs 2 --rules correlators | (g − Δ)₂(x₁,x₂) =",
        "--legs 6 --rules correlators --order 2 --correlators 4 | 10 𝒮 ∫"
      })
  void selections(String options, String printed) {
    Terminal done = run(options);
    assertThat(done.err()).isEmpty();
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).contains(printed);
  }

  /// Spaces inside of a word are written as underscores here.
  private static Terminal run(String options) {
    String[] words = ("diagrams " + options).split(" ", -1);
    for (int i = 1; i < words.length; i++) {
      if (words[i - 1].equals("--interaction")) {
        words[i] = words[i].replace('_', ' ');
      }
    }
    return Terminal.run((Object[]) words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--legs 4 | --interaction is missing, such as \"lambda f^4 + kappa f^6\"",
        "--interaction lambda_f^4 | Missing required option: '--legs=n'",
        "--legs 4 --interaction lambda_f^2 | at character 1: a term has 3 to 8 fields",
        "--legs 4 --interaction f^4 | a term begins with its coupling",
        "--legs 14 --interaction lambda_f^4 | 0 to 12 external legs, got 14",
        "--legs phi,chi --interaction y_phi_psi^2 | unknown field 'chi'; known are phi, psi",
        "--legs 4 --interaction lambda_f^4 --order -1 | orders 0 to 12, got -1",
        "--legs 4 --interaction lambda_f^4 --loops -2 | at least 0 loops, got -2",
        "--legs 12 --interaction lambda_f^4 --order 12 | too many to list; lower the order",
        "--legs 4 --interaction lambda_f^4 --correlators 4 | --correlators needs --rules correlators",
        "--legs 4 --rules correlators --interaction lambda_f^4 | --interaction needs --rules action",
        "--legs f,f --rules correlators | a number is needed, got 'f,f'",
        "--legs 4 --rules correlators --correlators 2 | orders 3 to 12, got order 2",
        "--legs 4 --rules other | expected one of"
      })
  void badInput(String options, String said) {
    Terminal done = run(options);
    assertThat(done.exitCode()).isEqualTo(ExitCode.INVALID);
    assertThat(done.err()).contains(said).doesNotContain("\tat ");
  }
}
