package org.nnft.feynman;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Makes every diagram with given vertices and external legs, each once. Immutable.
///
/// For every choice of vertices all wirings are made ([WiringSearch]) and reduced to canonical form. Before that their
/// number is estimated, and a request for too many is refused: among the (m−1)!! contractions of m legs, one diagram
/// stands for at most |G| = ∏ n_v! |H_v|^n_v ∏ n_field! of them, and for exactly |G| if it has no symmetry.
///
/// Cost: φ⁴ with 4 legs to third order takes some milliseconds.
public final class DiagramGenerator {
  /// Largest number of external legs.
  public static final int MOST_LEGS = 12;

  /// Largest order.
  public static final int HIGHEST_ORDER = 12;

  /// Wirings that are made at most.
  private static final long MOST_WIRINGS = 2_000_000;

  private final Rules rules;
  private final List<Vertex> vertices;
  private final List<String> fields;
  private final Set<String> indexed;
  private final List<String> legs;
  private final int order;
  private final Set<Selection> selections;
  private final OptionalInt loops;
  private final boolean vacuum;

  /// Correlators of a free theory of finite width have at most so many legs.
  private static final int MOST_JOINED = 12;

  private DiagramGenerator(
      Rules rules,
      List<Vertex> vertices,
      List<String> fields,
      Set<String> indexed,
      List<String> legs,
      int order,
      Set<Selection> selections,
      OptionalInt loops,
      boolean vacuum) {
    this.rules = rules;
    this.vertices = List.copyOf(vertices);
    this.fields = List.copyOf(fields);
    this.indexed = Set.copyOf(indexed);
    this.legs = List.copyOf(legs);
    this.order = order;
    this.selections = Collections.unmodifiableSet(new LinkedHashSet<>(selections));
    this.loops = loops;
    this.vacuum = vacuum;
  }

  /// The correlator of n fields of an interaction's first field, to first order.
  public static DiagramGenerator of(Interaction interaction, int legs) {
    requireNumber(legs);
    return of(interaction, Collections.nCopies(legs, interaction.fields().getFirst()));
  }

  /// The correlator of several fields, to first order.
  ///
  /// @param legs the field of each external leg
  public static DiagramGenerator of(Interaction interaction, List<String> legs) {
    requireNumber(legs.size());
    for (String leg : legs) {
      if (!interaction.fields().contains(leg)) {
        throw new IllegalArgumentException(
            "an external leg has the unknown field '%s'; known are %s"
                .formatted(leg, String.join(", ", interaction.fields())));
      }
    }
    return new DiagramGenerator(
        Rules.ACTION,
        List.copyOf(interaction.terms()),
        interaction.fields(),
        interaction.indexed(),
        legs,
        1,
        Set.of(),
        OptionalInt.empty(),
        false);
  }

  /// The kernel g_n of the action, S ⊃ ∫ g_n φⁿ/n!, from connected correlators, to first order in 1/N.
  ///
  /// @param correlators orders of the connected correlators that are kept, from 3 to 12
  /// @param legs n
  public static DiagramGenerator ofCorrelators(List<Integer> correlators, int legs) {
    requireNumber(legs);
    if (correlators.isEmpty()) {
      throw new IllegalArgumentException(
          "an action needs at least one correlator, such as order 4");
    }
    List<Vertex> vertices =
        correlators.stream()
            .distinct()
            .sorted()
            .map(r -> (Vertex) new Vertex.Correlator("f", r))
            .toList();
    return new DiagramGenerator(
        Rules.CORRELATORS,
        vertices,
        List.of("f"),
        Set.of(),
        Collections.nCopies(legs, "f"),
        1,
        EnumSet.of(Selection.CONNECTED),
        OptionalInt.empty(),
        false);
  }

  /// On top of a free theory of finite width, whose connected correlators of every even order r ≥ 4 are vertices too:
  /// the legs of external points and of the interaction are divided among them in all ways. [#order] counts vertices of
  /// the interaction; each order is a polynomial in 1/N ([Diagram#widthOrder]), with Wick's theorem at N → ∞.
  ///
  /// Odd correlators of the free theory vanish, as those of networks with even readout weights do.
  ///
  /// @throws IllegalArgumentException if diagrams are those of an action from correlators, or fields carry an O(N) index
  public DiagramGenerator atFiniteWidth() {
    if (rules == Rules.CORRELATORS || !indexed.isEmpty()) {
      throw new IllegalArgumentException(
          "diagrams at finite width are those of an interaction of fields without an index, got "
              + (indexed.isEmpty() ? "an action from correlators" : "fields " + indexed));
    }
    return new DiagramGenerator(
        Rules.FINITE_WIDTH, vertices, fields, indexed, legs, order, selections, loops, vacuum);
  }

  private static void requireNumber(int legs) {
    if (legs < 0 || legs > MOST_LEGS) {
      throw new IllegalArgumentException(
          "diagrams have 0 to %d external legs, got %d".formatted(MOST_LEGS, legs));
    }
  }

  /// To this order: in the number of vertices, or in 1/N for an action from correlators.
  public DiagramGenerator order(int highest) {
    if (highest < 0 || highest > HIGHEST_ORDER) {
      throw new IllegalArgumentException(
          "diagrams are made to orders 0 to %d, got %d".formatted(HIGHEST_ORDER, highest));
    }
    return new DiagramGenerator(
        rules, vertices, fields, indexed, legs, highest, selections, loops, vacuum);
  }

  /// Only diagrams that have these properties too.
  public DiagramGenerator only(Selection... more) {
    Set<Selection> all = new LinkedHashSet<>(selections);
    Collections.addAll(all, more);
    return new DiagramGenerator(rules, vertices, fields, indexed, legs, order, all, loops, vacuum);
  }

  /// Only diagrams with so many loops.
  public DiagramGenerator loops(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a diagram has at least 0 loops, got " + number);
    }
    return new DiagramGenerator(
        rules, vertices, fields, indexed, legs, order, selections, OptionalInt.of(number), vacuum);
  }

  /// Keeps diagrams with vacuum parts, which otherwise cancel against Z.
  ///
  /// Without external legs they are kept in any case: their sum is Z, and of the connected ones log Z.
  public DiagramGenerator withVacuum() {
    return new DiagramGenerator(
        rules, vertices, fields, indexed, legs, order, selections, loops, true);
  }

  /// All of them, by order, then by vertices, those with the fewest attached legs first.
  ///
  /// @throws IllegalArgumentException if there are too many
  public DiagramSum diagrams() {
    if (rules == Rules.FINITE_WIDTH
        && selections.stream().anyMatch(s -> s != Selection.CONNECTED && s != Selection.TREE)) {
      throw new IllegalArgumentException(
          "at finite width diagrams can be selected by connected and tree, got %s: a leg of a correlator is no propagator that could be cut"
              .formatted(selections));
    }
    List<List<Vertex>> contents = contents();
    requireFew(contents);
    List<Diagram> diagrams = new ArrayList<>();
    for (List<Vertex> content : contents) {
      diagrams.addAll(of(content));
    }
    List<Vertex> occurring =
        Stream.concat(vertices.stream(), contents.stream().flatMap(List::stream))
            .distinct()
            .toList();
    return new DiagramSum(rules, occurring, fields, legs, order, selections, diagrams);
  }

  /// How many diagrams there are at least, those with vacuum parts included, before any selection.
  public BigInteger estimate() {
    return contents().stream().map(this::estimate).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private List<List<Vertex>> contents() {
    List<List<Vertex>> contents = new ArrayList<>();
    extend(0, 2 * order, new ArrayList<>(), contents);
    if (rules == Rules.FINITE_WIDTH) {
      List<List<Vertex>> interacting = List.copyOf(contents);
      contents.clear();
      interacting.forEach(content -> correlate(content, 0, 4, contents));
    }
    contents.sort(
        Comparator.comparingInt(rules::halfOrders)
            .thenComparingInt(c -> c.stream().mapToInt(Vertex::halfOrders).sum()));
    return contents;
  }

  /// Adds correlators of the free theory, as long as there are legs for them.
  ///
  /// @param field of the next correlator
  /// @param least order of the next correlator
  private void correlate(List<Vertex> content, int field, int least, List<List<Vertex>> contents) {
    if (field == fields.size()) {
      contents.add(content);
      return;
    }
    correlate(content, field + 1, 4, contents);
    int left = externals()[field];
    for (Vertex vertex : content) {
      left += (rules.isBlob(vertex) ? -1 : 1) * legs(vertex, field);
    }
    if (left > MOST_JOINED) {
      throw new IllegalArgumentException(
          "%d legs of %s can meet in one correlator of the free theory, more than %d; lower the order, or use fewer legs"
              .formatted(left, fields.get(field), MOST_JOINED));
    }
    for (int r = least; r <= left; r += 2) {
      List<Vertex> more = new ArrayList<>(content);
      more.add(new Vertex.Correlator(fields.get(field), r));
      correlate(more, field, r, contents);
    }
  }

  private int legs(Vertex vertex, int field) {
    return vertex.clusters().stream().mapToInt(c -> c.legs(fields.get(field))).sum();
  }

  private void extend(int from, int left, List<Vertex> content, List<List<Vertex>> contents) {
    contents.add(List.copyOf(content));
    for (int v = from; v < vertices.size(); v++) {
      if (vertices.get(v).halfOrders() <= left) {
        content.add(vertices.get(v));
        extend(v, left - vertices.get(v).halfOrders(), content, contents);
        content.removeLast();
      }
    }
  }

  private int[] externals() {
    return fields.stream().mapToInt(f -> (int) legs.stream().filter(f::equals).count()).toArray();
  }

  private BigInteger estimate(List<Vertex> content) {
    BigInteger contractions = BigInteger.ONE;
    BigInteger group = BigInteger.ONE;
    int[] externals = externals();
    for (int s = 0; s < externals.length; s++) {
      int total = externals[s];
      int joined = 0;
      for (Vertex vertex : content) {
        int legs = legs(vertex, s);
        total += rules.isBlob(vertex) ? 0 : legs;
        joined += rules.isBlob(vertex) ? legs : 0;
      }
      // Each leg of a free theory's correlator takes one of the others.
      for (int k = 0; k < joined; k++) {
        contractions = contractions.multiply(BigInteger.valueOf(total - k));
      }
      contractions = contractions.multiply(Combinatorics.pairings(total - joined));
      group = group.multiply(BigInteger.valueOf(Combinatorics.factorial(externals[s])));
    }
    for (Vertex vertex : content) {
      group = group.multiply(BigInteger.valueOf(vertex.symmetry()));
    }
    group = group.multiply(relabellings(content));
    return contractions.add(group).subtract(BigInteger.ONE).divide(group);
  }

  private static BigInteger relabellings(List<Vertex> content) {
    Map<Vertex, Integer> counts = new LinkedHashMap<>();
    content.forEach(v -> counts.merge(v, 1, Integer::sum));
    return counts.values().stream()
        .map(n -> BigInteger.valueOf(Combinatorics.factorial(n)))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private void requireFew(List<List<Vertex>> contents) {
    BigInteger wirings = BigInteger.ZERO;
    for (List<Vertex> content : contents) {
      wirings = wirings.add(estimate(content).multiply(relabellings(content)));
      if (wirings.compareTo(BigInteger.valueOf(MOST_WIRINGS)) > 0) {
        throw new IllegalArgumentException(
            "%d external legs to order %d have more than %.1e diagrams, too many to list; lower the order, or use fewer legs or terms"
                .formatted(legs.size(), order, estimate().doubleValue()));
      }
    }
  }

  private List<Diagram> of(List<Vertex> content) {
    Map<String, Diagram> found = new LinkedHashMap<>();
    WiringSearch.run(
        rules,
        content,
        fields,
        externals(),
        wiring -> {
          if (!isWanted(wiring)) {
            return;
          }
          ColouredMultigraph.Canonical canonical = wiring.graph(false).canonical();
          String form = canonical.form() + Arrays.toString(wiring.free);
          if (!found.containsKey(form)) {
            found.put(form, new Diagram(rules, wiring.copy(), legs, indexed, canonical));
          }
        });
    return found.values().stream()
        .filter(d -> selections.stream().allMatch(s -> s.accepts(d)))
        .filter(d -> loops.isEmpty() || d.topology().loops() == loops.getAsInt())
        .sorted(
            Comparator.comparingInt((Diagram d) -> -Arrays.stream(d.wiring().free).sum())
                .thenComparingInt(d -> -d.topology().pieces())
                .thenComparing(Diagram::form))
        .toList();
  }

  private boolean isWanted(Wiring wiring) {
    boolean free = Arrays.stream(wiring.free).anyMatch(n -> n > 0);
    return switch (rules) {
      case ACTION, FINITE_WIDTH -> vacuum || legs.isEmpty() || !wiring.hasVacuumPart();
      case CORRELATORS -> !free && !wiring.vertices.isEmpty() && wiring.isConnected();
    };
  }
}
