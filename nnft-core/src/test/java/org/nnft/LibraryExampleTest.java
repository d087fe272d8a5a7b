package org.nnft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Ensemble;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

class LibraryExampleTest {

  /// P(|pull| > 5) ≈ 6e-7 at this fixed seed.
  @Test
  void runsAndAgreesWithTheExactValue() {
    // README: begin
    var field = NeuralField.erfNet(1).width(5);
    var points = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);
    var sampled = Ensemble.of(field).networks(100_000).seed(42).run(points);
    var exact = FiniteWidthCorrelators.of(field, points, 4);
    var g4 = sampled.connected(4)[sampled.components(4).rank(0, 1, 2, 3)];
    double theory = exact.connected(0, 1, 2, 3);
    System.out.println(g4 + "  exact " + theory + "  pull " + g4.pull(theory));
    // README: end
    assertThat(g4.pull(theory)).isBetween(-5.0, 5.0);
    assertThat(theory * 5).isBetween(0.34606309684, 0.34606309685);
  }

  @Test
  void standsInTheReadmeAsCompiled() throws IOException {
    Path source = Path.of("src/test/java/org/nnft/LibraryExampleTest.java");
    String code = Files.readString(source);
    String snippet =
        code.substring(
                code.indexOf("// README: begin\n") + "// README: begin\n".length(),
                code.indexOf("    // README: end\n"))
            .indent(-4);
    assertThat(Files.readString(Path.of("../README.md"))).contains(snippet);
  }
}
