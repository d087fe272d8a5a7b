package org.nnft.axioms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.nnft.axioms.AxiomEvidence.Status;
import org.nnft.ensemble.FieldAverages;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

/// The five axioms with what is known of each, in their order.
///
/// @param rows one per axiom
/// @param reflections the tests of reflection positivity, one per sector
public record AxiomTable(List<AxiomEvidence> rows, List<ReflectionPositivity> reflections) {

  public AxiomTable {
    rows = List.copyOf(rows);
    reflections = List.copyOf(reflections);
  }

  /// What to look at.
  ///
  /// @param points at positive times
  /// @param time which coordinate is the time, from 0
  /// @param degree highest degree of the functionals, 1…3
  /// @param extent a length of the order of the correlation length: size of translations, first distance
  /// @param seed of the random motions
  public record Question(PointSet points, int time, int degree, double extent, long seed) {
    public Question {
      if (degree < 1 || degree > ReflectedFunctionals.HIGHEST_DEGREE || !(extent > 0)) {
        throw new IllegalArgumentException(
            "axioms are looked at with functionals of degree 1 to %d and a positive extent, got %d and %s"
                .formatted(ReflectedFunctionals.HIGHEST_DEGREE, degree, extent));
      }
    }

    /// The sectors that do not mix.
    List<ReflectedFunctionals> sectors(boolean even) {
      List<ReflectedFunctionals> sectors = new ArrayList<>();
      if (!even) {
        int[] all = new int[degree + 1];
        Arrays.setAll(all, k -> k);
        return List.of(ReflectedFunctionals.of(points, time, all));
      }
      sectors.add(
          degree < 3
              ? ReflectedFunctionals.of(points, time, 1)
              : ReflectedFunctionals.of(points, time, 1, 3));
      if (degree >= 2) {
        sectors.add(ReflectedFunctionals.of(points, time, 0, 2));
      }
      return sectors;
    }
  }

  /// By exact correlators alone.
  ///
  /// @param clustering what is known of OS4 from elsewhere
  /// @throws IllegalArgumentException if exact correlators are not known
  public static AxiomTable exact(
      NeuralField field, Question question, Optional<AxiomEvidence> clustering) {
    List<ReflectionPositivity> reflections =
        question.sectors(field.isEven()).stream()
            .map(
                sector ->
                    ReflectionPositivity.of(
                        sector,
                        FiniteWidthCorrelators.of(field, sector.points(), sector.highestOrder())))
            .toList();
    double[] point = question.points().point(0);
    return new AxiomTable(
        List.of(
            Temperedness.of(field, point),
            EuclideanCovariance.exact(field, question.points(), question.extent(), question.seed()),
            reflection(reflections),
            symmetry(),
            clustering.orElseGet(() -> Clustering.of(field, question.extent(), point))),
        reflections);
  }

  /// By samples: OS0 and OS4 need evidence from elsewhere.
  ///
  /// @param known evidence from elsewhere, of OS0 and OS4
  /// @param blocks behind errors and covariances, even
  /// @param workers who draw the networks, asked for once per sampling
  public static AxiomTable sampled(
      FieldEnsemble ensemble,
      Question question,
      int blocks,
      List<AxiomEvidence> known,
      Supplier<FieldAverages.Workers> workers) {
    List<ReflectionPositivity> reflections =
        question.sectors(ensemble.isEven()).stream()
            .map(
                sector ->
                    ReflectionPositivity.of(
                        sector, ensemble.samples(sector.points()), blocks, workers.get()))
            .toList();
    return new AxiomTable(
        List.of(
            knownOf(Axiom.TEMPEREDNESS, known),
            EuclideanCovariance.sampled(
                ensemble, question.points(), question.extent(), question.seed(), blocks, workers),
            reflection(reflections),
            symmetry(),
            knownOf(Axiom.CLUSTERING, known)),
        reflections);
  }

  private static AxiomEvidence knownOf(Axiom axiom, List<AxiomEvidence> known) {
    return known.stream()
        .filter(row -> row.axiom() == axiom)
        .findFirst()
        .orElseGet(() -> unknown(axiom));
  }

  private static AxiomEvidence unknown(Axiom axiom) {
    return new AxiomEvidence(
        axiom,
        Status.UNKNOWN,
        "no exact correlators are known, and samples at the points do not tell",
        "none",
        axiom == Axiom.CLUSTERING
            ? "a study of locality"
            : "an exact result for one hidden layer, or a bound by hand");
  }

  private static AxiomEvidence symmetry() {
    return new AxiomEvidence(
        Axiom.SYMMETRY,
        Status.HOLDS,
        "correlators are means of products of numbers, which do not depend on their order",
        "none: by construction",
        "nothing, for commuting fields");
  }

  private static AxiomEvidence reflection(List<ReflectionPositivity> sectors) {
    ReflectionPositivity worst = sectors.getFirst();
    for (ReflectionPositivity sector : sectors) {
      boolean lower = sector.lowest().pull(0) < worst.lowest().pull(0);
      worst =
          sector.positive() == worst.positive()
              ? lower ? sector : worst
              : !sector.positive() ? sector : worst;
    }
    boolean violated = !worst.positive();
    return new AxiomEvidence(
        Axiom.REFLECTION_POSITIVITY,
        violated ? Status.VIOLATED : Status.NOT_REJECTED,
        worst.evidence(),
        worst.sampled()
            ? String.format(
                Locale.ROOT, "%.2f standard errors below 0", ReflectionPositivity.SIGMAS)
            : "an eigenvalue below minus its numerical error",
        violated
            ? worst.sampled()
                ? "a value above the threshold with another seed would speak of chance, one of 1000"
                : "nothing at this width: the correlators are exact"
            : worst.sampled()
                ? String.format(
                    Locale.ROOT,
                    "more networks: a value below %.2g would have been seen",
                    -ReflectionPositivity.SIGMAS * worst.lowest().error())
                : "functionals of higher degree or at other times that have a negative eigenvalue");
  }

  /// The evidence of one axiom.
  public AxiomEvidence row(Axiom axiom) {
    return rows.stream().filter(row -> row.axiom() == axiom).findFirst().orElseThrow();
  }
}
