package org.nnft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.study.Figure;

class FigureSvgTest {
  /// Names of things stand inside the picture, below the axis.
  @Test
  void thingsHaveTheirNames() throws IOException {
    Figure.Series points =
        Figure.Series.of(
            "N = 5", new double[] {1, 2}, new double[] {0.5, 38}, Figure.Style.POINTS, 0);
    Figure figure =
        new Figure.Chart(
            "significance",
            "How far each group is from being a symmetry.",
            Figure.Axis.of("group", List.of("SO(5) on outputs", "S₅ on outputs")),
            Figure.Axis.linear("σ"),
            List.of(points));
    String svg = new String(FigureSvg.of(figure), StandardCharsets.UTF_8);
    assertThat(svg).contains("viewBox=\"0 0 760 480\"", "SO(5) on outputs", "S₅ on outputs");
  }
}
