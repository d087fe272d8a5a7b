package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.feynman.DiagramDrawing.Dot;
import org.nnft.feynman.DiagramDrawing.Label;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Pictures: complete, inside of their frame, nothing on top of something else, the same every time.
class DiagramDrawingTest {

  private static DiagramSum sum(String interaction, int legs, int order) {
    return DiagramGenerator.of(Interaction.parse(interaction), legs).order(order).diagrams();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda f^4 + kappa f^6, 4, 1",
    "lambda f^4, 2, 3",
    "lambda f^4, 4, 2",
    "lambda f^4 + kappa f^6, 6, 1",
    "lambda f^4, 6, 2",
    "g f^3, 4, 2",
    "g f^8, 8, 1",
    "lambda (int f^2)^2, 4, 1",
    "lambda (f_a f_a)^2, 4, 2"
  })
  void legible(String interaction, int legs, int order) {
    for (Diagram diagram : sum(interaction, legs, order)) {
      DiagramDrawing drawing = DiagramDrawing.of(diagram);
      assertThat(drawing.strokes().stream().filter(s -> s.kind() == DiagramDrawing.Kind.LINE))
          .hasSize(diagram.lines().size());
      for (Stroke stroke : drawing.strokes()) {
        for (int i = 0; i < stroke.points().size(); i += 6) {
          assertThat(stroke.points().get(i)).isBetween(0.0, drawing.width());
          assertThat(stroke.points().get(i + 1)).isBetween(0.0, drawing.height());
        }
      }
      List<double[]> places = new ArrayList<>();
      for (Dot dot : drawing.dots()) {
        places.add(new double[] {dot.x(), dot.y()});
      }
      for (Label label : drawing.labels()) {
        places.add(new double[] {label.x(), label.y()});
      }
      for (int i = 0; i < places.size(); i++) {
        for (int j = 0; j < i; j++) {
          double dx = places.get(i)[0] - places.get(j)[0];
          double dy = places.get(i)[1] - places.get(j)[1];
          assertThat(Math.hypot(dx, dy)).as("%s", diagram).isGreaterThan(0.18);
        }
      }
    }
  }

  /// A two-point function lies on a level, from left to right.
  @Test
  void twoLegsAreLevel() {
    for (Diagram diagram : sum("lambda f^4", 2, 2)) {
      List<Dot> dots = DiagramDrawing.of(diagram).dots();
      assertThat(dots.get(0).y()).isCloseTo(dots.get(1).y(), within(1e-9));
      assertThat(dots.get(0).x()).isLessThan(dots.get(1).x());
    }
  }

  @Test
  void formats() {
    DiagramSum sum = sum("lambda f^4 + kappa f^6", 4, 1);
    String svg = SvgFigure.of(sum);
    assertThat(occurrences(svg, "<path "))
        .isEqualTo(sum.stream().mapToInt(d -> d.lines().size()).sum());
    for (String element : List.of("g", "text", "tspan", "svg")) {
      assertThat(occurrences(svg, "<" + element + " "))
          .isEqualTo(occurrences(svg, "</" + element + ">"));
    }
    assertThat(svg).contains("−540 κ").contains("6 labellings × 90, S = 8").doesNotContain("href");
    assertThat(SvgFigure.of(sum)).isEqualTo(svg);
    String tikz = TikzFigure.of(sum);
    assertThat(tikz)
        .contains("\\usepackage[compat=1.1.0]{tikz-feynman}")
        .contains("-360\\,\\kappa")
        .contains("\\vertex [dot] (e4)")
        .contains("(e0) -- [plain] (e4)");
    assertThat(tikz.chars().filter(c -> c == '{').count())
        .isEqualTo(tikz.chars().filter(c -> c == '}').count());
    assertThat(DotFigure.of(sum))
        .contains("graph diagram5 {")
        .contains("e4 -- e4;")
        .contains("label=\"x₁\"");
    String text = TextFigure.of(sum, 100);
    assertThat(text).contains("●").contains("x₄").contains("−72 λ").contains("−360 κ");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void correlatorsAreBlobs() {
    DiagramSum sum = DiagramGenerator.ofCorrelators(List.of(4, 6), 2).order(2).diagrams();
    assertThat(SvgFigure.of(sum)).contains(">6<").contains(">4<");
    assertThat(sum.text()).contains("G_c⁽⁴⁾(y₁,y₂,y₃,y₄)").contains("(g − Δ)₂(x₁,x₂) =");
    assertThat(sum.latex()).contains("\\Delta(x_1,y_1)");
  }

  private static int occurrences(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
