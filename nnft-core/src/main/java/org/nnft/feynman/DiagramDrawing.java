package org.nnft.feynman;

import java.util.List;

/// A diagram as curves, dots and labels. Lengths are in units of an external leg; y grows upwards.
///
/// @param width of the picture, labels included
/// @param height of the picture
/// @param strokes lines
/// @param dots external legs and vertices, in the numbers of [Line]
/// @param labels names of points
public record DiagramDrawing(
    double width, double height, List<Stroke> strokes, List<Dot> dots, List<Label> labels) {

  /// What a stroke stands for.
  public enum Kind {
    /// A propagator.
    LINE,
    /// Nothing but that clusters belong to one vertex.
    BELONGS
  }

  /// A chain of cubic Bézier curves.
  ///
  /// @param kind line or not
  /// @param field index of the field among those of the diagram
  /// @param points x and y of the start, then for each curve of two control points and the end
  /// @param from index of the dot where it starts
  /// @param to index of the dot where it stops
  public record Stroke(Kind kind, int field, List<Double> points, int from, int to) {

    public Stroke {
      points = List.copyOf(points);
    }
  }

  /// An end of lines.
  ///
  /// @param radius 0 for the end of an external leg, which is no dot
  /// @param name such as y₁
  /// @param inside what stands in it; empty for a plain dot
  public record Dot(double x, double y, double radius, String name, String inside) {}

  /// A name beside a point.
  public record Label(double x, double y, String text) {}

  public DiagramDrawing {
    strokes = List.copyOf(strokes);
    dots = List.copyOf(dots);
    labels = List.copyOf(labels);
  }

  /// Draws a diagram.
  public static DiagramDrawing of(Diagram diagram) {
    return new DiagramArtist(diagram).draw();
  }
}
