package org.nnft.simulation;

import java.util.Arrays;
import org.nnft.field.PointSet;

/// The box [−L/2, L/2]ᵈ in which fields interact, as a product grid with the weights of the trapezoid rule.
///
///     S_int[φ] = ∫_box dᵈx V(φ(x)) ≈ Σ_g w_g V(φ(x_g))
///
/// The field lives in all of ℝᵈ and is free outside the box; the grid is part of the theory's definition, and its
/// spacing an ultraviolet cutoff of the interaction.
///
/// @param dimension d, 1…4
/// @param box L > 0
/// @param cells per side, even, so that the origin is a grid point
public record InteractionGrid(int dimension, double box, int cells) {
  private static final int MOST_POINTS = 1 << 20;

  public InteractionGrid {
    if (dimension < 1 || dimension > 4 || !(box > 0 && Double.isFinite(box))) {
      throw new IllegalArgumentException(
          "a box has 1 to 4 dimensions and a positive side, got %d and %s"
              .formatted(dimension, box));
    }
    if (cells < 2 || cells % 2 != 0) {
      throw new IllegalArgumentException(
          "a side needs an even number of cells, at least 2, so that the origin is a grid point; got "
              + cells);
    }
    if (Math.pow(cells + 1.0, dimension) > MOST_POINTS) {
      throw new IllegalArgumentException(
          "%d points per side in %d dimensions are more than %,d grid points; use a larger spacing or a smaller box"
              .formatted(cells + 1, dimension, MOST_POINTS));
    }
  }

  /// The grid whose spacing is nearest to a wanted one.
  ///
  /// @param spacing > 0, at most half the box
  public static InteractionGrid of(int dimension, double box, double spacing) {
    if (!(spacing > 0 && spacing <= box / 2)) {
      throw new IllegalArgumentException(
          "the spacing must be positive and at most half the box, %s, got %s"
              .formatted(box / 2, spacing));
    }
    long cells = 2 * Math.round(box / spacing / 2);
    if (cells > MOST_POINTS) {
      throw new IllegalArgumentException(
          "a spacing of %s in a box of %s makes %d cells a side; use a larger one"
              .formatted(spacing, box, cells));
    }
    return new InteractionGrid(dimension, box, (int) cells);
  }

  /// Distance of neighbouring grid points.
  public double spacing() {
    return box / cells;
  }

  /// Number of grid points.
  public int size() {
    int size = 1;
    for (int k = 0; k < dimension; k++) {
      size *= cells + 1;
    }
    return size;
  }

  private int coordinate(int point, int axis) {
    int rest = point;
    for (int k = dimension - 1; k > axis; k--) {
      rest /= cells + 1;
    }
    return rest % (cells + 1);
  }

  /// All grid points, the last coordinate running fastest.
  public PointSet points() {
    double[][] x = new double[size()][dimension];
    for (int k = 0; k < dimension; k++) {
      double[] along = along(k);
      for (int g = 0; g < x.length; g++) {
        x[g][k] = along[g];
      }
    }
    return PointSet.of(x);
  }

  /// One coordinate of every grid point.
  ///
  /// @param axis 0 … d − 1
  double[] along(int axis) {
    double[] x = new double[size()];
    Arrays.setAll(x, g -> (coordinate(g, axis) - cells / 2) * spacing());
    return x;
  }

  /// w_g: the spacing to the power d, halved for every side on which the point lies.
  public double[] weights() {
    double[] w = new double[size()];
    for (int g = 0; g < w.length; g++) {
      w[g] = Math.pow(spacing(), dimension);
      for (int k = 0; k < dimension; k++) {
        int c = coordinate(g, k);
        if (c == 0 || c == cells) {
          w[g] /= 2;
        }
      }
    }
    return w;
  }

  /// The grid point that lies `steps` spacings from the origin along the last axis.
  ///
  /// @param steps −cells/2 … cells/2
  public int onAxis(int steps) {
    if (Math.abs(steps) > cells / 2) {
      throw new IllegalArgumentException(
          "the box reaches %d steps from the origin, got %d".formatted(cells / 2, steps));
    }
    int point = 0;
    for (int k = 0; k < dimension; k++) {
      point = point * (cells + 1) + cells / 2;
    }
    return point + steps;
  }
}
