package org.nnft.app.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nnft.experiment.FieldSource;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.Expression;
import org.nnft.network.NeuralField;

/// A propagator as a word: a preset, the network of an experiment file, or a formula.
///
/// | text | meaning |
/// |------|---------|
/// | `gauss-net` | K of a preset, in as many dimensions as the points have |
/// | `relu-net.yaml` | K of the networks of an experiment file |
/// | `exp(-r)/2` | a function of r = abs(x − y), or of x1…xd and y1…yd; in d = 1 also of x and y |
///
/// @param atVertices K_W, for lines that touch a vertex
/// @param between K, for lines between external points
/// @param points those of the experiment file, if there was one
public record SpelledPropagator(
    VertexKernel atVertices, VertexKernel between, Optional<PointSet> points) {

  /// @param points external points, if they are known
  /// @throws IllegalArgumentException if it is none of the three, or needs points that are not there
  /// @throws IOException if a file cannot be read
  public static SpelledPropagator of(String text, Optional<PointSet> points) throws IOException {
    if (text.endsWith(".yaml") || text.endsWith(".yml")) {
      return ofFile(Path.of(text));
    }
    PointSet at =
        points.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the propagator %s needs points; give one for each external leg"
                        .formatted(text)));
    if (Preset.keys().contains(text)) {
      return ofNetwork(Preset.of(text).field(at.dimension(), 1, 10), Optional.empty());
    }
    VertexKernel formula = ofFormula(text, at);
    return new SpelledPropagator(formula, formula, Optional.empty());
  }

  private static SpelledPropagator ofNetwork(NeuralField field, Optional<PointSet> points) {
    return new SpelledPropagator(VertexKernel.of(field), VertexKernel.full(field), points);
  }

  private static SpelledPropagator ofFile(Path path) throws IOException {
    if (!(ExperimentFile.read(path).experiment().field() instanceof FieldSource.Networks n)) {
      throw new IllegalArgumentException(
          "%s has no network whose propagator could be used; name one in field".formatted(path));
    }
    NeuralField first = n.scan().getFirst();
    boolean widthCounts = first.readout().weights(0).mean() != 0;
    if (n.scan().stream().map(f -> widthCounts ? f : f.width(1)).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "%s scans networks of %d different propagators; keep one"
              .formatted(path, n.scan().size()));
    }
    return ofNetwork(first, Optional.of(n.points()));
  }

  private static VertexKernel ofFormula(String text, PointSet points) {
    int d = points.dimension();
    List<String> names = new ArrayList<>(List.of("r"));
    for (String letter : List.of("x", "y")) {
      if (d == 1) {
        names.add(letter);
      } else {
        IntStream.rangeClosed(1, d).forEach(k -> names.add(letter + k));
      }
    }
    Expression formula = Expression.parse(text, names);
    VertexKernel kernel =
        VertexKernel.of(
            d,
            (x, y) -> {
              double[] values = new double[2 * d + 1];
              double square = 0;
              for (int k = 0; k < d; k++) {
                square = Math.fma(x[k] - y[k], x[k] - y[k], square);
                values[1 + k] = x[k];
                values[1 + d + k] = y[k];
              }
              values[0] = Math.sqrt(square);
              return formula.at(values);
            });
    requireSymmetric(text, kernel, points);
    return kernel;
  }

  private static void requireSymmetric(String text, VertexKernel kernel, PointSet points) {
    for (double[] x : points.toArray()) {
      double[] y = x.clone();
      for (int k = 0; k < y.length; k++) {
        y[k] = 0.7 * y[k] + 0.3 + 0.1 * k;
      }
      double there = kernel.at(x, y);
      double back = kernel.at(y, x);
      if (Math.abs(there - back) > 1e-12 * Math.max(Math.abs(there), Math.abs(back))) {
        throw new IllegalArgumentException(
            "a propagator is symmetric, %s is not: between %s and %s it is %s in one direction and %s in the other"
                .formatted(
                    text, java.util.Arrays.toString(x), java.util.Arrays.toString(y), there, back));
      }
    }
  }
}
