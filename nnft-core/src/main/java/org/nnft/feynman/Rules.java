package org.nnft.feynman;

import java.util.List;
import java.util.Locale;

/// What vertices and lines mean.
public enum Rules {
  /// Correlators from an action: vertices −g, lines K.
  ACTION,
  /// The action from correlators: vertices G_c⁽ʳ⁾, internal lines −Δ, external legs Δ (2307.03223).
  CORRELATORS,
  /// Correlators from an action whose free theory is a network of finite width and not Gaussian: vertices −g, lines K,
  /// and the free theory's connected correlators G_c⁽ʳ⁾, r ≥ 4, of order N^(1−r/2), whose legs end at external points
  /// and at vertices −g.
  FINITE_WIDTH;

  /// Its name in files and on the command line: finite-width.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Twice the order of a diagram with these vertices.
  int halfOrders(List<Vertex> vertices) {
    return vertices.stream().filter(this::setsOrder).mapToInt(Vertex::halfOrders).sum();
  }

  /// Whether a vertex counts for the order; at finite width 1/N is an expansion of its own.
  private boolean setsOrder(Vertex vertex) {
    return switch (this) {
      case ACTION, CORRELATORS -> true;
      case FINITE_WIDTH -> vertex instanceof Vertex.Term;
    };
  }

  /// Whether a vertex is a correlator of the free theory: legs at the points of others, no point of its own.
  boolean isBlob(Vertex vertex) {
    return this == FINITE_WIDTH && vertex instanceof Vertex.Correlator;
  }
}
