package org.nnft.study;

import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnft.ensemble.BlockPool;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.EnsembleRun;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;

/// A workbench over a store of units.
///
/// @param threads ≥ 1
public record UnitWorkbench(int threads, UnitStore store) implements Workbench {

  @Override
  public double[][] units(
      String job, String label, int units, int size, IntFunction<double[]> work) {
    try (UnitStore.Shelf shelf = store.open(job, label, size, units)) {
      SortedMap<Integer, double[]> present = shelf.present();
      int[] missing = IntStream.range(0, units).filter(k -> !present.containsKey(k)).toArray();
      BlockPool.run(missing, threads, () -> k -> sized(work.apply(k), size), shelf);
      return shelf.present().values().toArray(double[][]::new);
    }
  }

  @Override
  public double[][][] chains(
      String job, String label, int chains, int length, int size, Link link) {
    double[][][] result = new double[chains][][];
    try (UnitStore.Shelf shelf = store.open(job, label, size, Math.multiplyExact(chains, length))) {
      SortedMap<Integer, double[]> present = shelf.present();
      int[] all = IntStream.range(0, chains).toArray();
      BlockPool.run(
          all,
          threads,
          () ->
              chain -> {
                result[chain] = chain(chain, length, size, link, present, shelf);
                return new double[0];
              },
          (_, _) -> {});
    }
    return result;
  }

  private static double[][] chain(
      int chain,
      int length,
      int size,
      Link link,
      SortedMap<Integer, double[]> present,
      UnitStore.Shelf shelf) {
    double[][] links = new double[length][];
    double @Nullable [] before = null;
    for (int k = 0; k < length; k++) {
      int unit = chain * length + k;
      double[] values = present.get(unit);
      if (values == null) {
        values = sized(link.next(chain, k, before), size);
        shelf.accept(unit, values);
      }
      links[k] = values;
      before = values;
    }
    return links;
  }

  @Override
  public Measurement measure(String job, String label, Ensemble ensemble, PointSet points) {
    EnsembleRun run = ensemble.over(points);
    int blocks = run.plan().blocks();
    try (UnitStore.Shelf shelf = store.open(job, label, run.sums(), blocks)) {
      SortedMap<Integer, double[]> present = shelf.present();
      int[] missing = IntStream.range(0, blocks).filter(k -> !present.containsKey(k)).toArray();
      run.sample(missing, threads, shelf);
      return run.measurement(shelf.present().values().toArray(double[][]::new));
    }
  }

  private static double[] sized(double[] values, int size) {
    if (values.length != size) {
      throw new IllegalStateException(
          "a unit of work left %d numbers, not %d".formatted(values.length, size));
    }
    return values;
  }
}
