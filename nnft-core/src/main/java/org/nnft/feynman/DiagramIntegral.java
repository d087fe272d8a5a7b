package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.hipparchus.fraction.BigFraction;
import org.nnft.feynman.DiagramParts.Part;
import org.nnft.feynman.Integrand.Leg;
import org.nnft.field.PointSet;
import org.nnft.statistics.Estimate;

/// Values of diagrams: weight × couplings × the integral over all vertices in the box abs(yᵢ) ≤ Λ.
///
///     value = total · ∏ g · ⟨ ∏ K(xᵢ, x_j) · ∏_parts ∫ dᵈy… ∏ K ⟩_labellings
///
/// The bias split of 2008.08601 is kept: lines that touch a vertex are K_W, lines between external points the full K.
///
/// Points that no line joins are integrated by themselves, and tadpoles are functions of their point alone. In
/// d = 1, 2, 3 the panels of [BoxRule] follow the kinks at the origin and on the rays through the external points; several
/// points are summed over one after the other ([Mesh]); the error is the difference between two rules, of which finer
/// ones are taken until it is 10⁻¹⁰ of the value. Where that needs too many nodes, and in higher dimensions, randomised
/// quasi-Monte Carlo gives value and standard error ([ShiftedBox]).
///
/// Not safe for concurrent use: rules are kept from one value to the next.
public final class DiagramIntegral {
  private static final double TOLERANCE = 1e-10;

  /// Largest number of nodes for one point, and for several that lines join.
  private static final int SINGLE = 500_000;

  private static final int JOINED = 1500;

  /// Dimensions with panels.
  private static final int PANELS = 3;

  private final PointSet points;
  private final double cutoff;
  private final int components;
  private final Map<String, VertexKernel> lines;
  private final Map<String, VertexKernel> externals;
  private final Map<String, Double> constants;
  private final Map<String, ToDoubleFunction<double[]>> densities;
  private final Map<Integer, Mesh> meshes = new HashMap<>();
  private final Map<Integrand, Estimate> known = new HashMap<>();

  private DiagramIntegral(
      PointSet points,
      double cutoff,
      int components,
      Map<String, VertexKernel> lines,
      Map<String, VertexKernel> externals,
      Map<String, Double> constants,
      Map<String, ToDoubleFunction<double[]>> densities) {
    this.points = points;
    this.cutoff = cutoff;
    this.components = components;
    this.lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    this.externals = Collections.unmodifiableMap(new LinkedHashMap<>(externals));
    this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    this.densities = Collections.unmodifiableMap(new LinkedHashMap<>(densities));
  }

  /// @param points external points
  /// @param cutoff Λ > 0; infinite where the propagators fall off fast enough
  public static DiagramIntegral of(PointSet points, double cutoff) {
    if (!(cutoff > 0)) {
      throw new IllegalArgumentException(
          "the cutoff Λ of a vertex integral must be positive (∞ where it converges), got "
              + cutoff);
    }
    return new DiagramIntegral(points, cutoff, 1, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /// With the propagator of a field, for all its lines.
  public DiagramIntegral field(String name, VertexKernel propagator) {
    return field(name, propagator, propagator);
  }

  /// With the propagators of a field.
  ///
  /// @param atVertices K_W, for lines that touch a vertex
  /// @param between K, for lines between external points
  public DiagramIntegral field(String name, VertexKernel atVertices, VertexKernel between) {
    if (atVertices.dimension() != points.dimension() || between.dimension() != points.dimension()) {
      throw new IllegalArgumentException(
          "the propagator of %s lives in %d dimensions, the points in %d"
              .formatted(name, atVertices.dimension(), points.dimension()));
    }
    Map<String, VertexKernel> more = new LinkedHashMap<>(lines);
    more.put(name, atVertices);
    Map<String, VertexKernel> outside = new LinkedHashMap<>(externals);
    outside.put(name, between);
    return new DiagramIntegral(points, cutoff, components, more, outside, constants, densities);
  }

  /// With the value of a coupling.
  ///
  /// @param symbol a Greek letter by its name or as itself
  public DiagramIntegral coupling(String symbol, double value) {
    Map<String, Double> more = new LinkedHashMap<>(constants);
    more.put(Notation.plain(symbol), value);
    return new DiagramIntegral(points, cutoff, components, lines, externals, more, densities);
  }

  /// With a coupling that depends on the position.
  ///
  /// @param symbol a Greek letter by its name or as itself
  public DiagramIntegral coupling(String symbol, ToDoubleFunction<double[]> density) {
    Map<String, ToDoubleFunction<double[]>> more = new LinkedHashMap<>(densities);
    more.put(Notation.plain(symbol), density);
    return new DiagramIntegral(points, cutoff, components, lines, externals, constants, more);
  }

  /// With N components of fields that carry an O(N) index; external legs are those of one component.
  public DiagramIntegral components(int number) {
    return new DiagramIntegral(points, cutoff, number, lines, externals, constants, densities);
  }

  /// The external points.
  public PointSet points() {
    return points;
  }

  double[] point(int i) {
    return points.point(i);
  }

  VertexKernel line(String field) {
    VertexKernel kernel = lines.get(field);
    if (kernel == null) {
      throw new IllegalArgumentException(
          "the propagator of the field %s is not given; given are %s"
              .formatted(field, lines.keySet()));
    }
    return kernel;
  }

  ToDoubleFunction<double[]> density(String symbol) {
    ToDoubleFunction<double[]> density = densities.get(Notation.plain(symbol));
    if (density == null) {
      throw new IllegalArgumentException(
          "the coupling %s(y) is not given; given are %s".formatted(symbol, densities.keySet()));
    }
    return density;
  }

  /// The value of all labellings of a diagram together, with its quadrature error.
  ///
  /// @param diagram of a correlator
  /// @param tuple index of the external point of each leg. Not modified.
  /// @throws IllegalArgumentException if a propagator or coupling is missing, or the integral diverges
  public Estimate value(Diagram diagram, int... tuple) {
    return values(diagram, List.of(tuple)).getFirst();
  }

  /// Values at many tuples of external points, whose integrals are found together.
  ///
  /// @param diagram of a correlator
  /// @param tuples indices of the external points of the legs. Not modified.
  /// @throws IllegalArgumentException if a propagator or coupling is missing, or the integral diverges
  public List<Estimate> values(Diagram diagram, List<int[]> tuples) {
    switch (diagram.rules()) {
      case ACTION -> {}
      case CORRELATORS ->
          throw new IllegalArgumentException(
              "diagrams of an action from correlators have no propagators to integrate");
      case FINITE_WIDTH ->
          throw new IllegalArgumentException(
              "diagrams at finite width hold correlators of a network; their values are those of the study simulation, method perturbation");
    }
    for (int[] tuple : tuples) {
      if (tuple.length != diagram.legs().size()) {
        throw new IllegalArgumentException(
            "the diagram has %d external legs, got %d points"
                .formatted(diagram.legs().size(), tuple.length));
      }
    }
    DiagramParts parts = DiagramParts.of(diagram);
    List<Labelling> labellings = Labelling.all(parts, diagram.legs());
    evaluate(parts, labellings, tuples);
    return tuples.stream().map(tuple -> value(diagram, parts, labellings, tuple)).toList();
  }

  /// The value from integrals that are known.
  private Estimate value(
      Diagram diagram, DiagramParts parts, List<Labelling> labellings, int[] tuple) {
    double value = 0;
    double error = 0;
    for (Labelling labelling : labellings) {
      double product = 1;
      for (int[] pair : labelling.free()) {
        String field = diagram.legs().get(pair[0]);
        line(field);
        product *=
            externals
                .getOrDefault(field, line(field))
                .at(point(tuple[pair[0]]), point(tuple[pair[1]]));
      }
      double relative = 0;
      for (Integrand integrand : integrands(parts, labelling, tuple)) {
        Estimate factor = known.getOrDefault(integrand, new Estimate(Double.NaN, 0));
        product *= factor.value();
        relative += factor.error() / Math.max(Double.MIN_NORMAL, Math.abs(factor.value()));
      }
      value += product;
      error += Math.abs(product) * relative;
    }
    double factor = prefactor(diagram) / labellings.size();
    if (!Double.isFinite(factor * value)) {
      throw new IllegalArgumentException(
          "the value of %s is %s: a propagator is not finite at coincident points or over the box; choose others, or a smaller cutoff Λ"
              .formatted(diagram, factor * value));
    }
    return new Estimate(factor * value, Math.abs(factor) * error);
  }

  private double prefactor(Diagram diagram) {
    BigFraction total = diagram.total();
    double product = total.doubleValue() * Math.pow(components, diagram.indexLoops());
    for (Vertex vertex : diagram.vertices()) {
      if (!(vertex instanceof Vertex.Term term && term.positionDependent())) {
        Double constant = constants.get(Notation.plain(vertex.symbol()));
        if (constant == null) {
          throw new IllegalArgumentException(
              "the coupling %s is not given; given are %s"
                  .formatted(vertex.symbol(), constants.keySet()));
        }
        product *= constant;
      }
    }
    return product;
  }

  private static List<Integrand> integrands(DiagramParts parts, Labelling labelling, int[] tuple) {
    List<List<List<Leg>>> legs = new ArrayList<>();
    for (Part part : parts.parts()) {
      List<List<Leg>> at = new ArrayList<>();
      for (int p = 0; p < part.size(); p++) {
        at.add(new ArrayList<>());
      }
      legs.add(at);
    }
    for (int g = 0; g < parts.groups().size(); g++) {
      DiagramParts.Group group = parts.groups().get(g);
      int[] at =
          labelling.attached().get(g).stream().mapToInt(leg -> tuple[leg]).sorted().toArray();
      for (int point : at) {
        legs.get(group.part()).get(group.point()).add(new Leg(group.field(), point));
      }
    }
    List<Integrand> result = new ArrayList<>();
    for (int p = 0; p < parts.parts().size(); p++) {
      result.add(new Integrand(parts.parts().get(p), legs.get(p)));
    }
    return result;
  }

  /// Integrates what is not known yet, the integrands of each part together.
  private void evaluate(DiagramParts parts, List<Labelling> labellings, List<int[]> tuples) {
    Map<Part, Set<Integrand>> open = new LinkedHashMap<>();
    for (int[] tuple : tuples) {
      for (Labelling labelling : labellings) {
        for (Integrand integrand : integrands(parts, labelling, tuple)) {
          if (!known.containsKey(integrand)) {
            open.computeIfAbsent(integrand.part(), _ -> new LinkedHashSet<>()).add(integrand);
          }
        }
      }
    }
    open.forEach((part, integrands) -> evaluate(part, List.copyOf(integrands)));
  }

  private void evaluate(Part part, List<Integrand> integrands) {
    part.lines().forEach(l -> line(l.field()));
    if (points.dimension() <= PANELS && Mesh.Elimination.isPossible(part)) {
      int most = part.size() == 1 ? SINGLE : JOINED;
      if (mesh(1).size() <= most) {
        integrands.forEach(i -> known.put(i, byPanels(i, most)));
        return;
      }
    }
    List<Estimate> estimates = new ShiftedBox(this, integrands, cutoff, scale()).estimates();
    for (int i = 0; i < integrands.size(); i++) {
      known.put(integrands.get(i), estimates.get(i));
    }
  }

  private Estimate byPanels(Integrand integrand, int most) {
    double coarse = mesh(0).integral(integrand);
    double fine = mesh(1).integral(integrand);
    for (int level = 2;
        level < BoxRule.LEVELS && !(Math.abs(fine - coarse) <= TOLERANCE * Math.abs(fine));
        level++) {
      if (mesh(level).size() > most) {
        break;
      }
      coarse = fine;
      fine = mesh(level).integral(integrand);
    }
    if (!Double.isFinite(fine)) {
      throw new IllegalArgumentException(
          "the integral over the vertices is %s; choose a smaller cutoff Λ".formatted(fine));
    }
    return new Estimate(fine, Math.abs(fine - coarse));
  }

  private Mesh mesh(int level) {
    return meshes.computeIfAbsent(
        level,
        _ -> {
          boolean homogeneous =
              densities.isEmpty() && lines.values().stream().allMatch(VertexKernel::isHomogeneous);
          double[][] x = points.toArray();
          return new Mesh(
              this, BoxRule.of(x, BoxRule.edges(x, box(), homogeneous), homogeneous, level));
        });
  }

  private double box() {
    if (!Double.isInfinite(cutoff)) {
      return cutoff;
    }
    return lines.values().stream()
        .mapToDouble(kernel -> BoxRule.outer(kernel, points.toArray()))
        .max()
        .orElse(1);
  }

  /// An eighth of the distance along the axes at which propagators have fallen to 10⁻⁹ of their size; 1 for a finite box.
  private double scale() {
    if (!Double.isInfinite(cutoff)) {
      return 1;
    }
    double largest = 0;
    for (VertexKernel kernel : lines.values()) {
      double radius = 0x1p-10;
      while (!isSmall(kernel, radius)) {
        radius *= 2;
        if (radius > 0x1p60) {
          throw new IllegalArgumentException(BoxRule.DIVERGES);
        }
      }
      largest = Math.max(largest, radius);
    }
    return largest / 8;
  }

  private boolean isSmall(VertexKernel kernel, double radius) {
    for (double[] x : points.toArray()) {
      for (int axis = 0; axis < x.length; axis++) {
        double[] y = x.clone();
        y[axis] += radius;
        if (!(Math.abs(kernel.at(x, y)) <= 1e-9 * Math.abs(kernel.at(x, x)))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "DiagramIntegral[fields=%s, points=%d, cutoff=%s]"
        .formatted(Arrays.toString(lines.keySet().toArray()), points.size(), cutoff);
  }
}
