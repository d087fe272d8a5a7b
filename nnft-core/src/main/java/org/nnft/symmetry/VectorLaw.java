package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnft.math.Digits;
import org.nnft.network.IndependentDensity;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Readout;

/// The law of a vector of parameters as far as linear maps see it: a mean, and how it fluctuates about it.
///
/// Which linear maps g leave the law of v invariant?
///
/// | fluctuation | invariant under |
/// |---|---|
/// | none | g with g·mean = mean |
/// | isotropic: normal, ball, sphere, propagator | orthogonal g with g·mean = mean |
/// | independent, not normal | permutations with signs with g·mean = mean |
///
/// The last two rows differ because a law that is both isotropic and of independent components is normal
/// (Maxwell 1860; Feller II, III.4).
final class VectorLaw {
  private final String name;
  private final String density;
  private final Fluctuation fluctuation;
  private final double[] mean;

  private VectorLaw(String name, String density, Fluctuation fluctuation, double[] mean) {
    this.name = name;
    this.density = density;
    this.fluctuation = fluctuation;
    this.mean = mean;
  }

  /// How the vector varies about its mean.
  enum Fluctuation {
    NONE,
    ISOTROPIC,
    INDEPENDENT
  }

  /// Means below this share of the largest entry are rounding.
  private static final double ROUNDING = 1e-12;

  /// A row of weights.
  static VectorLaw ofRow(String name, ParameterDensity density, int length) {
    double[] mean = new double[length];
    if (density instanceof IndependentDensity d) {
      Arrays.fill(mean, d.mean());
    }
    return new VectorLaw(name, describe(density), fluctuation(density), mean);
  }

  /// A column V_1j … V_Dj of output weights.
  static VectorLaw ofOutputWeights(Readout readout) {
    double[] mean = new double[readout.outputs()];
    Arrays.setAll(mean, a -> readout.weights(a).mean());
    return new VectorLaw("V", describe(readout.weights()), fluctuation(readout.weights()), mean);
  }

  /// The output biases c_1 … c_D.
  static VectorLaw ofOutputBias(Readout readout) {
    return ofRow("c", readout.bias(), readout.outputs());
  }

  private static Fluctuation fluctuation(ParameterDensity density) {
    return switch (density) {
      case IndependentDensity.Constant _ -> Fluctuation.NONE;
      case IndependentDensity.Normal _,
          ParameterDensity.Ball _,
          ParameterDensity.Sphere _,
          ParameterDensity.Propagator _ ->
          Fluctuation.ISOTROPIC;
      case IndependentDensity.Uniform _,
          IndependentDensity.Laplace _,
          IndependentDensity.StudentT _,
          IndependentDensity.Rademacher _ ->
          Fluctuation.INDEPENDENT;
    };
  }

  private static String describe(ParameterDensity density) {
    return switch (density) {
      case IndependentDensity.Constant _ -> "constant";
      case IndependentDensity.Normal _ -> "normal";
      case IndependentDensity.Uniform _ -> "uniform";
      case IndependentDensity.Laplace _ -> "Laplace";
      case IndependentDensity.StudentT _ -> "Student-t";
      case IndependentDensity.Rademacher _ -> "Rademacher";
      case ParameterDensity.Ball _ -> "uniform in a ball";
      case ParameterDensity.Sphere _ -> "uniform on a sphere";
      case ParameterDensity.Propagator _ -> "weighted with a propagator";
    };
  }

  /// The same law times e^(−V) with V a function of Σ v⁴, which has the symmetries of the hypercube only.
  VectorLaw timesQuartic() {
    return fluctuation == Fluctuation.ISOTROPIC
        ? new VectorLaw(
            name, density + ", deformed by Σ" + name + "⁴,", Fluctuation.INDEPENDENT, mean)
        : this;
  }

  /// Whether there is no such parameter.
  boolean isAbsent() {
    return fluctuation == Fluctuation.NONE && Arrays.stream(mean).allMatch(m -> m == 0);
  }

  boolean isCentred() {
    return Arrays.stream(mean).allMatch(m -> m == 0);
  }

  /// Whether, and why, the law is invariant under v → gv for what a generator generates.
  Absorption under(GroupGenerator generator) {
    if (isAbsent()) {
      return new Absorption(true, "");
    }
    boolean fixed =
        switch (generator) {
          case GroupGenerator.Element g -> maps(g.matrix(), mean);
          case GroupGenerator.Infinitesimal t -> maps(t.matrix(), new double[mean.length]);
        };
    if (!fixed) {
      return new Absorption(false, "moves the mean %s of %s".formatted(vector(mean), name));
    }
    return switch (fluctuation) {
      case NONE -> new Absorption(true, "leaves the constant %s as it is".formatted(name));
      case ISOTROPIC ->
          new Absorption(
              true,
              "%s → g%s leaves p(%s) invariant: a function of |%s|² alone (%s)"
                  .formatted(name, name, name, isCentred() ? name : name + " − E" + name, density));
      case INDEPENDENT ->
          isSignedPermutation(generator)
              ? new Absorption(
                  true,
                  "%s → g%s exchanges, or reflects, independent %s components of one even law"
                      .formatted(name, name, density))
              : new Absorption(
                  false,
                  "mixes independent %s components of %s: Π p(%s_a) is a function of |%s|² for normal laws only"
                      .formatted(density, name, name, name));
    };
  }

  /// Whether a matrix maps the mean to a vector.
  private boolean maps(double[][] matrix, double[] image) {
    double[] moved = Matrices.product(matrix, mean);
    double scale = Arrays.stream(mean).map(Math::abs).max().orElse(0);
    return IntStream.range(0, moved.length)
        .allMatch(i -> Math.abs(moved[i] - image[i]) <= ROUNDING * scale);
  }

  private static boolean isSignedPermutation(GroupGenerator generator) {
    return switch (generator) {
      case GroupGenerator.Infinitesimal _ -> false;
      case GroupGenerator.Element g ->
          Arrays.stream(g.matrix())
              .allMatch(row -> Arrays.stream(row).filter(x -> x != 0).count() == 1);
    };
  }

  /// The largest group of linear maps under which vectors of all these laws are invariant.
  ///
  /// Isotropic laws: the orthogonal maps that fix every mean. With one independent law: permutations within
  /// classes of equal means, signs where all means vanish.
  static String invariance(List<VectorLaw> laws, int n) {
    List<VectorLaw> present = laws.stream().filter(law -> !law.isAbsent()).toList();
    boolean isotropic =
        present.stream().noneMatch(law -> law.fluctuation == Fluctuation.INDEPENDENT);
    if (isotropic) {
      List<double[]> means = present.stream().filter(l -> !l.isCentred()).map(l -> l.mean).toList();
      int rank = rank(means);
      String directions = means.stream().map(VectorLaw::vector).collect(Collectors.joining(", "));
      return rank == 0
          ? "O(%d)".formatted(n)
          : rank == n
              ? "nothing but the identity"
              : "O(%d), the orthogonal maps that fix %s".formatted(n - rank, directions);
    }
    Map<String, Long> classes =
        IntStream.range(0, n)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    a -> vector(present.stream().mapToDouble(l -> l.mean[a]).toArray()),
                    TreeMap::new,
                    Collectors.counting()));
    String centre = vector(new double[present.size()]);
    return classes.entrySet().stream()
        .filter(e -> e.getKey().equals(centre) || e.getValue() > 1)
        .map(
            e ->
                (e.getKey().equals(centre) ? "B" : "S") + Digits.subscript(e.getValue().intValue()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" × "), s -> s.isEmpty() ? "nothing but the identity" : s));
  }

  private static int rank(List<double[]> vectors) {
    List<double[]> basis = new ArrayList<>();
    for (double[] v : vectors) {
      double[] rest = v.clone();
      for (double[] e : basis) {
        double overlap = Matrices.dot(e, rest);
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= overlap * e[i];
        }
      }
      double norm = Math.sqrt(Matrices.dot(rest, rest));
      if (norm > ROUNDING * Math.sqrt(Matrices.dot(v, v))) {
        basis.add(Matrices.scaled(1 / norm, rest));
      }
    }
    return basis.size();
  }

  static String vector(double[] v) {
    return Arrays.stream(v)
        .mapToObj(
            x ->
                x == Math.rint(x)
                    ? Long.toString((long) x)
                    : String.format(Locale.ROOT, "%.4g", x).replaceFirst("\\.?0+$", ""))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
