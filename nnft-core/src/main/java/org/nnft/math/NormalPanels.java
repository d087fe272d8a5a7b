package org.nnft.math;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/// ∫ du φ(u) f(u), φ the standard normal density, by Gauss–Legendre panels of 16 nodes whose ends the caller chooses.
///
/// Exact to rounding where f is analytic on every panel with a neighbourhood as wide as the panel.
public final class NormalPanels {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);

  /// Nodes of a panel.
  public static final int NODES = RULE.getNumberOfPoints();

  private NormalPanels() {}

  /// Takes a node and its weight, the density included.
  @FunctionalInterface
  public interface Node {
    void accept(double u, double weight);
  }

  /// Passes over the nodes of all panels in ascending order.
  ///
  /// @param edges ends of panels, ascending. Not modified.
  /// @param cuts equal parts that each panel is cut into, from 1 on
  public static void forEach(double[] edges, int cuts, Node node) {
    for (int e = 1; e < edges.length; e++) {
      double half = (edges[e] - edges[e - 1]) / 2 / cuts;
      for (int k = 0; k < cuts; k++) {
        double middle = edges[e - 1] + (2 * k + 1) * half;
        for (int i = 0; i < NODES; i++) {
          double u = Math.fma(half, RULE.getPoint(i), middle);
          double density = Elementary.exp(-u * u / 2) / Math.sqrt(2 * Math.PI);
          node.accept(u, half * RULE.getWeight(i) * density);
        }
      }
    }
  }
}
