package org.nnft.lattice;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// A periodic hypercubic lattice in 1 to 4 dimensions, spacing 1.
///
/// Sites are numbered with the last axis fastest; axis 0 is called time.
///
/// @param extents sites along each axis, each ≥ 2; an axis of 2 sites has two bonds between the same sites
public record Lattice(List<Integer> extents) {

  private static final int MOST_AXES = 4;

  public Lattice {
    extents = List.copyOf(extents);
    if (extents.isEmpty() || extents.size() > MOST_AXES) {
      throw new IllegalArgumentException(
          "a lattice has 1 to %d axes, got %s".formatted(MOST_AXES, extents));
    }
    long volume = 1;
    for (int extent : extents) {
      if (extent < 2) {
        throw new IllegalArgumentException(
            "an axis of a periodic lattice needs at least 2 sites, got %d in %s"
                .formatted(extent, extents));
      }
      volume *= extent;
      if (volume > Integer.MAX_VALUE / 64) {
        throw new IllegalArgumentException(
            "a lattice of %s sites is too large; at most %d sites"
                .formatted(extents, Integer.MAX_VALUE / 64));
      }
    }
  }

  /// @param extents sites along each axis, time first. Not modified.
  public static Lattice of(int... extents) {
    return new Lattice(IntStream.of(extents).boxed().toList());
  }

  /// The same number of sites along every axis.
  public static Lattice cubic(int dimension, int extent) {
    return new Lattice(Collections.nCopies(dimension, extent));
  }

  /// Number of axes d.
  public int dimension() {
    return extents.size();
  }

  /// Sites along an axis.
  public int extent(int axis) {
    return extents.get(axis);
  }

  /// Sites along axis 0.
  public int time() {
    return extents.getFirst();
  }

  /// Number of sites V.
  public int volume() {
    return stride(-1);
  }

  /// Sites between neighbours along an axis.
  int stride(int axis) {
    int stride = 1;
    for (int later = axis + 1; later < extents.size(); later++) {
      stride *= extents.get(later);
    }
    return stride;
  }

  /// Coordinate of a site along an axis.
  public int coordinate(int site, int axis) {
    return site / stride(axis) % extents.get(axis);
  }

  /// The site with these coordinates, taken modulo the extents. Not modified.
  public int site(int... coordinates) {
    int site = 0;
    for (int axis = 0; axis < extents.size(); axis++) {
      site = site * extents.get(axis) + Math.floorMod(coordinates[axis], (int) extents.get(axis));
    }
    return site;
  }

  /// The site's next neighbour along an axis, round the corner at the end.
  public int forward(int site, int axis) {
    int stride = stride(axis);
    return coordinate(site, axis) == extents.get(axis) - 1
        ? site - stride * (extents.get(axis) - 1)
        : site + stride;
  }

  /// Whether every axis has the same number of sites.
  public boolean isCubic() {
    return extents.stream().distinct().count() == 1;
  }
}
