package org.nnft.eft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nnft.feynman.BoxRule;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.Estimate;

/// Integrals over the position of a vertex in the box abs(yᵢ) ≤ Λ, with any number of legs and tadpoles.
///
///     I(x₁…xₙ) = ∫ dᵈy abs(y)²ᶜ K_W(y, y)ᵗ Π K_W(xᵢ, y)
///
/// One rule of Gauss–Legendre panels ([BoxRule]) serves all of them. The error of a value is its difference from a
/// coarser rule; nodes are added until products of 4 legs are known to 10⁻¹⁰ of the largest, as long as there are at
/// most [#LARGEST] of them. d = 1, 2, 3.
///
/// The derivative by Λ is exact: the same integrand over the 2d faces of the box.
public final class VertexIntegral {
  /// Largest number of nodes.
  public static final int LARGEST = 500_000;

  private static final double TOLERANCE = 1e-10;

  private final VertexKernel kernel;
  private final PointSet points;
  private final double cutoff;
  private final Level coarse;
  private final Level fine;

  /// Λ over the cutoff of the rules.
  private final double scale;

  /// Integrals over the box of the rules, by tadpoles, curvature and legs; shared by scaled copies.
  private final Map<List<Integer>, Estimate> known;

  private final Exchanges exchanges;

  private VertexIntegral(
      VertexKernel kernel,
      PointSet points,
      double cutoff,
      Level coarse,
      Level fine,
      double scale,
      Map<List<Integer>, Estimate> known,
      Exchanges exchanges) {
    this.kernel = kernel;
    this.points = points;
    this.cutoff = cutoff;
    this.coarse = coarse;
    this.fine = fine;
    this.scale = scale;
    this.known = known;
    this.exchanges = exchanges;
  }

  /// A rule of one fineness, inside the box and on its surface.
  record Level(Values inside, Values surface) {}

  /// Kernels at the nodes of a rule.
  static final class Values {
    final List<double[]> nodes;
    final double[] weights;
    final double[][] legs;
    final double[] tadpole;

    Values(VertexKernel kernel, double[][] externals, BoxRule rule) {
      this.nodes = rule.nodes();
      this.weights = new double[nodes.size()];
      this.legs = new double[externals.length][nodes.size()];
      this.tadpole = new double[nodes.size()];
      for (int q = 0; q < weights.length; q++) {
        double[] y = nodes.get(q);
        weights[q] = rule.weight(q);
        tadpole[q] = kernel.at(y, y);
        for (int i = 0; i < externals.length; i++) {
          legs[i][q] = kernel.at(externals[i], y);
        }
      }
    }

    int size() {
      return weights.length;
    }

    /// w Π K at each node.
    double[] density(int[] tuple) {
      double[] product = weights.clone();
      for (int i : tuple) {
        for (int q = 0; q < product.length; q++) {
          product[q] *= legs[i][q];
        }
      }
      return product;
    }

    double integral(int tadpoles, int curvature, int[] tuple) {
      double sum = 0;
      for (int q = 0; q < weights.length; q++) {
        double product = weights[q];
        for (int i : tuple) {
          product *= legs[i][q];
        }
        for (int t = 0; t < tadpoles; t++) {
          product *= tadpole[q];
        }
        sum += curvature == 0 ? product : product * Math.pow(square(q), curvature);
      }
      return sum;
    }

    /// abs(y)² at a node.
    private double square(int q) {
      double square = 0;
      for (double component : nodes.get(q)) {
        square = Math.fma(component, component, square);
      }
      return square;
    }

    double largestFourLegs() {
      double largest = 0;
      for (int i = 0; i < legs.length; i++) {
        largest = Math.max(largest, integral(0, 0, new int[] {i, i, i, i}));
      }
      return largest;
    }
  }

  /// @param points external points, d = 1, 2 or 3
  /// @param cutoff Λ > 0; infinite where the kernel falls off fast enough
  /// @throws IllegalArgumentException if Λ is not positive, or infinite and the integral diverges
  public static VertexIntegral of(VertexKernel kernel, PointSet points, double cutoff) {
    if (!(cutoff > 0)) {
      throw new IllegalArgumentException(
          "the cutoff Λ of a vertex integral must be positive (∞ where it converges), got "
              + cutoff);
    }
    if (points.dimension() != kernel.dimension() || points.dimension() > 3) {
      throw new IllegalArgumentException(
          "vertex integrals are known in 1 to 3 dimensions, with points in those of the kernel; got points in %d and a kernel in %d dimensions"
              .formatted(points.dimension(), kernel.dimension()));
    }
    double[][] externals = points.toArray();
    double box = Double.isInfinite(cutoff) ? BoxRule.outer(kernel, externals) : cutoff;
    List<Double> edges = BoxRule.edges(externals, box, kernel.isHomogeneous());
    int level = 1;
    Values coarse = new Values(kernel, externals, rule(kernel, externals, edges, 0));
    Values fine = new Values(kernel, externals, rule(kernel, externals, edges, 1));
    while (level + 1 < BoxRule.LEVELS && !agree(coarse, fine)) {
      BoxRule next = rule(kernel, externals, edges, level + 1);
      if (next.nodes().size() > LARGEST) {
        break;
      }
      level++;
      coarse = fine;
      fine = new Values(kernel, externals, next);
    }
    Level rough = new Level(coarse, surface(kernel, externals, box, level - 1));
    Level better = new Level(fine, surface(kernel, externals, box, level));
    return new VertexIntegral(
        kernel,
        points,
        cutoff,
        rough,
        better,
        1,
        new ConcurrentHashMap<>(),
        new Exchanges(new ExchangeIntegral(kernel, points, cutoff, rough, better)));
  }

  /// The integrals over another box, by a power of the cutoff: K_W(x, sy) = sK_W(x, y).
  ///
  /// @param other Λ > 0, finite
  /// @throws IllegalArgumentException if the kernel is not homogeneous
  public VertexIntegral scaledTo(double other) {
    if (!kernel.isHomogeneous() || !(other > 0) || Double.isInfinite(other)) {
      throw new IllegalArgumentException(
          "only integrals over a homogeneous kernel scale, to a finite cutoff above 0; got cutoff "
              + other);
    }
    return new VertexIntegral(
        kernel, points, other, coarse, fine, scale * other / cutoff, known, exchanges);
  }

  private static Values surface(VertexKernel kernel, double[][] externals, double box, int level) {
    return new Values(kernel, externals, BoxRule.surface(externals, box, level));
  }

  private static BoxRule rule(
      VertexKernel kernel, double[][] externals, List<Double> edges, int level) {
    return BoxRule.of(externals, edges, kernel.isHomogeneous(), level);
  }

  private static boolean agree(Values coarse, Values fine) {
    double scale = fine.largestFourLegs();
    SymmetricIndex index = SymmetricIndex.of(fine.legs.length, 4);
    for (int c = 0; c < index.count(); c++) {
      int[] tuple = index.at(c);
      if (!(Math.abs(fine.integral(0, 0, tuple) - coarse.integral(0, 0, tuple))
          <= TOLERANCE * scale)) {
        return false;
      }
    }
    return true;
  }

  /// The external points.
  public PointSet points() {
    return points;
  }

  /// Λ.
  public double cutoff() {
    return cutoff;
  }

  /// ∫ Π K_W(xᵢ, y).
  ///
  /// @param tuple indices of external points. Not modified.
  public Estimate legs(int... tuple) {
    return integral(0, 0, tuple);
  }

  /// ∫ abs(y)²ᶜ K_W(y, y)ᵗ Π K_W(xᵢ, y), with the difference from the coarser rule for error.
  ///
  /// @param tadpoles t ≥ 0
  /// @param curvature c ≥ 0
  /// @param tuple indices of external points. Not modified.
  public Estimate integral(int tadpoles, int curvature, int... tuple) {
    List<Integer> key = new ArrayList<>(List.of(tadpoles, curvature));
    Arrays.stream(tuple).sorted().forEach(key::add);
    Estimate one =
        known.computeIfAbsent(
            key,
            _ -> {
              double value = fine.inside.integral(tadpoles, curvature, tuple);
              double rough = coarse.inside.integral(tadpoles, curvature, tuple);
              return new Estimate(value, Math.abs(value - rough));
            });
    double power = power(degree(tadpoles, curvature, tuple));
    return new Estimate(power * one.value(), power * one.error());
  }

  /// Power of the cutoff of an integral over a homogeneous kernel.
  private int degree(int tadpoles, int curvature, int[] tuple) {
    return kernel.dimension() + tuple.length + 2 * (tadpoles + curvature);
  }

  private double power(int degree) {
    return scale == 1 ? 1 : Math.pow(scale, degree);
  }

  /// d/dΛ of [#integral]: the integral over the faces of the box; 0 for an infinite one.
  ///
  /// @param tadpoles t ≥ 0
  /// @param curvature c ≥ 0
  /// @param tuple indices of external points. Not modified.
  public Estimate derivative(int tadpoles, int curvature, int... tuple) {
    if (Double.isInfinite(cutoff)) {
      return new Estimate(0, 0);
    }
    double power = power(degree(tadpoles, curvature, tuple) - 1);
    double value = power * fine.surface.integral(tadpoles, curvature, tuple);
    double rough = power * coarse.surface.integral(tadpoles, curvature, tuple);
    return new Estimate(value, Math.abs(value - rough));
  }

  /// Σ_{10 splits} ∫∫ Π_S K_W(xᵢ, y) K_W(y, z) Π_T K_W(x_j, z), the exchange of a line between two vertices of three
  /// external legs, S and T three points each, with its derivative by Λ.
  ///
  /// By panels, or with too many nodes to join them pairwise by randomised quasi-Monte Carlo, to some thousandths.
  ///
  /// @param tuples six indices of external points each. Not modified.
  public List<Exchange> exchange(List<int[]> tuples) {
    int degree = 2 * (kernel.dimension() + 4);
    List<Exchange> result = new ArrayList<>();
    for (Exchange one : exchanges.at(tuples)) {
      Estimate value = one.value;
      result.add(
          new Exchange(
              new Estimate(power(degree) * value.value(), power(degree) * value.error()),
              power(degree - 1) * one.derivative));
    }
    return result;
  }

  /// The exchange of a line between two vertices at one tuple.
  ///
  /// @param value with its quadrature error, infinite if there was no second rule to compare with
  /// @param derivative by Λ
  public record Exchange(Estimate value, double derivative) {}

  /// Exchanges in the box of the rules, each list of tuples found once; shared by scaled copies.
  private static final class Exchanges {
    private final ExchangeIntegral integral;
    private final Map<List<List<Integer>>, List<Exchange>> known = new ConcurrentHashMap<>();

    Exchanges(ExchangeIntegral integral) {
      this.integral = integral;
    }

    List<Exchange> at(List<int[]> tuples) {
      List<List<Integer>> key =
          tuples.stream().map(t -> Arrays.stream(t).boxed().toList()).toList();
      return known.computeIfAbsent(key, _ -> integral.at(tuples));
    }
  }
}
