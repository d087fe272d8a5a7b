package org.nnft.feynman;

import java.util.List;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;

/// Where lines meet.
public sealed interface Vertex {

  /// The letter that stands for it: a coupling, or a correlator.
  String symbol();

  /// Legs, in the order of their points.
  List<Cluster> clusters();

  /// Its weight in the sum of diagrams, without the symbol and the sign.
  BigFraction coefficient();

  /// Twice the order at which it counts: 2 for a term of an action; r − 2 for G_c⁽ʳ⁾, which is of order N^(1−r/2).
  int halfOrders();

  /// Number of legs.
  default int degree() {
    return clusters().stream()
        .mapToInt(c -> c.legs().values().stream().mapToInt(Integer::intValue).sum())
        .sum();
  }

  /// Number of points that are integrated over.
  default int points() {
    return 1 + clusters().getLast().point();
  }

  /// |H|, the permutations of legs which leave the vertex what it is: 4! for f⁴, 8 for (∫f²)² and (f_a f_a)².
  default long symmetry() {
    long legs = 1;
    for (Cluster cluster : clusters()) {
      legs *= cluster.permutations();
    }
    return legs * new Wiring(List.of(this), List.of()).graph(false).canonical().automorphisms();
  }

  /// A term of the interaction, such as λ f⁴ or λ (∫f²)².
  ///
  /// @param symbol the coupling
  /// @param positionDependent whether the coupling is a function of the vertex's position
  /// @param coefficient the number before the coupling, not 0
  /// @param clusters at least one
  /// @param monomial the fields as they print
  record Term(
      String symbol,
      boolean positionDependent,
      BigFraction coefficient,
      List<Cluster> clusters,
      String monomial)
      implements Vertex {

    public Term {
      clusters = List.copyOf(clusters);
    }

    @Override
    public int halfOrders() {
      return 2;
    }

    @Override
    public String toString() {
      return Notation.plain(symbol) + " " + monomial;
    }
  }

  /// G_c⁽ʳ⁾(y₁…y_r)/r!, a vertex of the action that gives these correlators (2307.03223), or of a free theory of finite
  /// width.
  ///
  /// Its legs stand at r different points, but the correlator is symmetric in them.
  ///
  /// @param field name of the field
  /// @param order r, from 3 to 12
  record Correlator(String field, int order) implements Vertex {

    public Correlator {
      if (order < 3 || order > 12) {
        throw new IllegalArgumentException(
            "vertices are connected correlators of orders 3 to 12, got order %d; order 2 is the propagator"
                .formatted(order));
      }
    }

    @Override
    public String symbol() {
      return "G" + order;
    }

    @Override
    public List<Cluster> clusters() {
      TreeMap<String, Integer> legs = new TreeMap<>();
      legs.put(field, order);
      return List.of(new Cluster(0, legs, false));
    }

    @Override
    public BigFraction coefficient() {
      return new BigFraction(1, Combinatorics.factorial(order));
    }

    @Override
    public int halfOrders() {
      return order - 2;
    }

    @Override
    public String toString() {
      return symbol();
    }
  }
}
