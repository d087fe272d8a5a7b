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
        "--legs 6 --rules correlators --order 2 --correlators 4 | 10 𝒮 ∫",
        "--legs 2 --rules finite-width --interaction lambda_f^4 | − 6 λ ∫dy₁ G_c⁽⁴⁾(x₁,x₂,y₁,y₁) K(y₁,y₁)",
        "--legs 2 --rules finite-width --interaction lambda_f^4 | 2 labellings × 4, S = 6, ∝ 1/N"
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
      if (words[i - 1].equals("--interaction") || words[i - 1].equals("--points")) {
        words[i] = words[i].replace('_', ' ');
      }
    }
    return Terminal.run((Object[]) words);
  }

  /// Closed forms: ∫dy (e^(−|y|)/2)⁴ = 1/32, so that 24λ∫ = 0.75 and 12λK(0)∫ = 1.5 K-lines of one loop; λ(y) = y² by parts;
  /// Gauss-net at the inputs of PHYSICS §3.4, where 24∫ΠK_W = 30.0795393 at the first point of the test set.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--legs 4 --interaction lambda_f^4 --connected --propagator exp(-r)/2 --points 0_0_0_0 --coupling lambda=1 | −0.7500000000",
        "--legs 2 --interaction lambda_f^4 --connected --propagator exp(-r)/2 --points 0_0 --coupling lambda=1 | −1.500000000",
        "--legs 2 --interaction λ_f^4 --connected --propagator exp(-r)/2 --points 0_0 --coupling lambda=1/4 | −0.3750000000",
        "--legs 4 --interaction lambda(y)_f^4 --connected --propagator exp(-r)/2 --points 0_0_0_0 --coupling lambda=y^2 | −0.09375000000",
        "--legs 4 --interaction lambda_f^4 --connected --propagator gauss-net --points 0.002_0.002_0.002_0.002 --coupling lambda=1 | −30.07953",
        "--legs 4 --interaction lambda_f^4 --connected --propagator relu-net --points 1_1_1_1 --cutoff 2 --coupling lambda=1 | −9.600000000",
        "--legs phi,phi --interaction y_phi^2_psi^2 --propagator phi=exp(-r)/2 --propagator psi=exp(-r)/2 --points 0_0 --coupling y=1 | −0.2500000000"
      })
  void values(String options, String value) throws IOException {
    Terminal done = run(options + " --output " + folder.resolve("out"));
    assertThat(done.err()).isEmpty();
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).contains(value);
    assertThat(Files.readString(folder.resolve("out/diagrams.html"))).contains(value);
    assertThat(Files.readString(folder.resolve("out/diagrams.json"))).contains("\"value\"");
  }

  /// (8 + 4N) λ K(0) ∫K² for N components, which is 12 for one.
  @Test
  void components() {
    Terminal done =
        Terminal.run(
            "diagrams",
            "--legs",
            2,
            "--interaction",
            "lambda (f_a f_a)^2",
            "--connected",
            "--propagator",
            "exp(-r)/2",
            "--points",
            "0 0",
            "--coupling",
            "lambda=1",
            "--components",
            4);
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("−2.000000000", "−1.000000000", "−2.500000000");
  }

  /// The points of the file are those of the legs, and disconnected pieces take the full K, the bias's variance included.
  @Test
  void networkOfAFile() throws IOException {
    Path file = folder.resolve("erf.yaml");
    Files.writeString(
        file,
        """
        nnft: 1
        field: {preset: erf-net, width: 7}
        points: [[-1.0], [-0.6]]
        studies: [free-field]
        """);
    Terminal done =
        Terminal.run(
            "diagrams",
            "--legs",
            2,
            "--interaction",
            "lambda f^4",
            "--order",
            0,
            "--propagator",
            file);
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("1.532228292");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--points 0_1 | --points needs --propagator",
        "--propagator exp(-r)/2 | needs points",
        "--propagator exp(-r)/2 --points 0_1_2 | 2 external legs need as many points, got 3",
        "--propagator exp(-r)/2 --points 0;1 | is no point; separate points by spaces",
        "--propagator exp(-r)/2 --points 0_1 | coupling lambda is not given",
        "--propagator exp(-r)/2 --points 0_1 --coupling kappa=1 | write lambda=…",
        "--propagator exp(-r)/2 --points 0_1 --coupling lambda=y | write lambda(y) in the interaction",
        "--propagator exp(-r)/2 --points 0_1 --coupling lambda=1 --cutoff 0 | must be a number above 0",
        "--propagator exp(-r)/2 --points 0_1 --coupling lambda=1 --cutoff -1 | must be a number above 0",
        "--propagator relu-net --points 0.5_1 --coupling lambda=1 | diverges",
        "--propagator exp(x-y) --points 0_1 --coupling lambda=1 | a propagator is symmetric",
        "--propagator exp(-q) --points 0_1 --coupling lambda=1 | unknown name 'q'",
        "--propagator psi=exp(-r) --points 0_1 --coupling lambda=1 | unknown field 'psi'",
        "--propagator none.yaml --coupling lambda=1 | There is no file none.yaml",
        "--propagator gauss-net --points 0_1 --coupling lambda=1 --amputated | keep the external propagators",
        "--propagator gauss-net --points 0_1 --coupling lambda=1 --components 0 | must be at least 1"
      })
  void badTheory(String options, String said) {
    Terminal done = run("--legs 2 --interaction lambda_f^4 " + options);
    assertThat(done.exitCode()).isNotZero();
    assertThat(done.err()).contains(said).doesNotContain("\tat ");
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
        "--legs 4 --rules other | expected one of action, correlators, finite-width, got 'other'",
        "--legs 8 --rules finite-width --interaction lambda_f^8 | 16 legs of f can meet in one correlator",
        "--legs 2 --rules finite-width --interaction lambda_f^4 --1pi | no propagator that could be cut",
        "--legs 2 --rules finite-width --interaction lambda_f^4 --propagator gauss-net --points 0.1_0.2 --coupling lambda=1 | those of the study simulation"
      })
  void badInput(String options, String said) {
    Terminal done = run(options);
    assertThat(done.exitCode()).isEqualTo(ExitCode.INVALID);
    assertThat(done.err()).contains(said).doesNotContain("\tat ");
  }
}
