package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Ensemble;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

class UnitWorkbenchTest {
  /// Keeps units beyond a call, as a run's folder does.
  private static final class Kept implements UnitStore {
    final Map<String, SortedMap<Integer, double[]>> jobs = new HashMap<>();

    @Override
    public Shelf open(String job, String label, int size, int units) {
      SortedMap<Integer, double[]> kept = jobs.computeIfAbsent(job, _ -> new TreeMap<>());
      return new Shelf() {
        @Override
        public synchronized void accept(int unit, double[] values) {
          kept.put(unit, values);
        }

        @Override
        public synchronized SortedMap<Integer, double[]> present() {
          return new TreeMap<>(kept);
        }

        @Override
        public void close() {}
      };
    }
  }

  /// A chaotic map: one wrong bit anywhere changes everything after it.
  private static double[] next(int chain, int index, double @Nullable [] before) {
    double x = before == null ? 0.1 + 0.01 * chain : before[0];
    return new double[] {3.9 * x * (1 - x), index};
  }

  @Test
  void chainsGoOnFromWhatIsKept() {
    double[][][] whole =
        Workbench.inMemory(1).chains("map", "a map", 3, 50, 2, UnitWorkbenchTest::next);
    Kept kept = new Kept();
    assertThatThrownBy(
            () ->
                new UnitWorkbench(2, kept)
                    .chains(
                        "map",
                        "a map",
                        3,
                        50,
                        2,
                        (c, k, b) -> {
                          if (k == 17 + c) {
                            throw new IllegalStateException("interrupted");
                          }
                          return next(c, k, b);
                        }))
        .hasMessage("interrupted");
    AtomicInteger calls = new AtomicInteger();
    double[][][] resumed =
        new UnitWorkbench(3, kept)
            .chains(
                "map",
                "a map",
                3,
                50,
                2,
                (c, k, b) -> {
                  calls.incrementAndGet();
                  return next(c, k, b);
                });
    assertThat(resumed).isDeepEqualTo(whole);
    assertThat(calls.get()).isBetween(50, 149);
  }

  @Test
  void unitsAreDoneOnceOnAnyNumberOfThreads() {
    Kept kept = new Kept();
    double[][] first =
        new UnitWorkbench(3, kept).units("square", "squares", 40, 1, k -> new double[] {k * k});
    double[][] again =
        new UnitWorkbench(1, kept)
            .units(
                "square",
                "squares",
                40,
                1,
                _ -> {
                  throw new AssertionError("done already");
                });
    assertThat(again).isDeepEqualTo(first);
    assertThat(first[39][0]).isEqualTo(1521.0);
  }

  @Test
  void aUnitOfAnotherSizeIsRefused() {
    assertThatThrownBy(
            () -> Workbench.inMemory(1).units("wrong", "wrong", 2, 3, _ -> new double[2]))
        .hasMessage("a unit of work left 2 numbers, not 3");
  }

  @Test
  void anEnsembleIsMeasuredToTheBitsOfItsOwnRun() {
    Ensemble ensemble = Ensemble.of(NeuralField.erfNet(1).width(3)).networks(500).seed(7);
    PointSet points = PointSet.line(-1, 0.5);
    assertThat(Workbench.inMemory(2).measure("erf", "an Erf-net", ensemble, points).blockSums())
        .isDeepEqualTo(ensemble.threads(1).run(points).blockSums());
  }
}
