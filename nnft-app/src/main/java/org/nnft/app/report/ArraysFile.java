package org.nnft.app.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.field.PointSet;
import org.nnft.io.Npz;
import org.nnft.kernel.FreeTheory;
import org.nnft.study.NamedArray;

/// Every number of a result as arrays: `arrays.npz`. Equal results give equal files.
///
/// | array | shape |
/// |-------|-------|
/// | `points` | points × inputs |
/// | `width`, `depth`, `networks` | members |
/// | `G4`, `G4_error`, `G4_exact`, `G4_exact_error`, `G4_limit` | members × components; NaN where not known |
/// | `G4c`, … | the same for connected correlators |
/// | `components_4` | components × 4, symbols from 0: component a of point p is p·D + a |
/// | `kernel` | members × points × points, where the free theory is known |
/// | `xi` | its inverse, if the study free-field is asked for |
/// | `one_point_action_…` | what a study keeps, under its key; a second one of its kind `…_2_…` |
public final class ArraysFile {

  private ArraysFile() {}

  /// Writes the archive.
  public static void write(Result result, OutputStream out) throws IOException {
    List<MemberResult> members = result.members();
    int m = members.size();
    try (Npz npz = new Npz(out)) {
      points(result)
          .ifPresent(
              points -> {
                try {
                  npz.add("points", flat(points.toArray()), points.size(), points.dimension());
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      npz.add("networks", members.stream().mapToLong(MemberResult::networks).toArray(), m);
      if (result.first().flatMap(MemberResult::field).isPresent()) {
        npz.add(
            "width", members.stream().mapToLong(x -> x.field().orElseThrow().width()).toArray(), m);
        npz.add(
            "depth", members.stream().mapToLong(x -> x.field().orElseThrow().depth()).toArray(), m);
      }
      for (CorrelatorResult shape : result.correlators()) {
        correlator(npz, members, shape);
      }
      freeTheory(npz, members, result.experiment().freeField().isPresent());
      findings(npz, result);
    }
  }

  private static void findings(Npz npz, Result result) throws IOException {
    List<String> prefixes = StudyNames.of(result.experiment());
    for (int k = 0; k < prefixes.size(); k++) {
      for (NamedArray array : result.findings().get(k).arrays()) {
        npz.add(
            prefixes.get(k).replace('-', '_') + "_" + array.name(), array.values(), array.shape());
      }
    }
  }

  private static Optional<PointSet> points(Result result) {
    return switch (result.experiment().field()) {
      case FieldSource.Networks(var _, PointSet points) -> Optional.of(points);
      case FieldSource.Samples samples -> samples.points();
      case FieldSource.Absent _ -> Optional.empty();
    };
  }

  private static void correlator(Npz npz, List<MemberResult> members, CorrelatorResult shape)
      throws IOException {
    int count = shape.components().count();
    String name = shape.symbol();
    if (!shape.connected()) {
      long[] tuples =
          IntStream.range(0, count)
              .flatMap(c -> IntStream.of(shape.components().at(c)))
              .asLongStream()
              .toArray();
      npz.add("components_" + shape.order(), tuples, count, shape.order());
    }
    add(npz, name, members, shape, c -> c.result().measured(c.component()).value());
    add(npz, name + "_error", members, shape, c -> c.result().measured(c.component()).error());
    add(npz, name + "_exact", members, shape, c -> c.result().exact(c.component()));
    add(npz, name + "_exact_error", members, shape, c -> c.result().exactError(c.component()));
    add(npz, name + "_limit", members, shape, c -> c.result().limit(c.component()));
  }

  /// One component of one member's correlator.
  private record Cell(CorrelatorResult result, int component) {}

  private static void add(
      Npz npz,
      String name,
      List<MemberResult> members,
      CorrelatorResult shape,
      ToDoubleFunction<Cell> value)
      throws IOException {
    int count = shape.components().count();
    double[] all = new double[Math.multiplyExact(members.size(), count)];
    for (int m = 0; m < members.size(); m++) {
      CorrelatorResult c =
          members.get(m).correlator(shape.order(), shape.connected()).orElseThrow();
      for (int k = 0; k < count; k++) {
        all[m * count + k] = value.applyAsDouble(new Cell(c, k));
      }
    }
    npz.add(name, all, members.size(), count);
  }

  private static void freeTheory(Npz npz, List<MemberResult> members, boolean inverse)
      throws IOException {
    List<FreeTheory> theories =
        members.stream()
            .flatMap(member -> member.theory().stream())
            .flatMap(theory -> theory.free().stream())
            .toList();
    if (theories.isEmpty() || theories.size() < members.size()) {
      return;
    }
    int p = theories.getFirst().size();
    npz.add("kernel", stacked(theories, FreeTheory::propagator), members.size(), p, p);
    npz.add("kernel_error", stacked(theories, FreeTheory::propagatorErrors), members.size(), p, p);
    if (inverse) {
      npz.add("xi", stacked(theories, FreeTheory::inversePropagator), members.size(), p, p);
    }
  }

  private static double[] stacked(
      List<FreeTheory> theories, java.util.function.Function<FreeTheory, double[][]> matrix) {
    return theories.stream()
        .flatMapToDouble(theory -> java.util.Arrays.stream(flat(matrix.apply(theory))))
        .toArray();
  }

  private static double[] flat(double[][] rows) {
    return java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
