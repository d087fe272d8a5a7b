package org.nnft.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// An ensemble to be drawn: which field, how many networks, which seed, how measured.
///
/// The result's bits depend on the field, the points, `networks`, `seed`, `estimator` and `highestOrder`;
/// not on `threads` or `lanes`. Immutable; every method returns a changed copy.
///
/// @param field the networks
/// @param networks M
/// @param seed any number
/// @param estimator what a network contributes
/// @param highestOrder highest order of the correlators, 1…8
/// @param threads threads that share the work, ≥ 1
/// @param lanes the arithmetic
public record Ensemble(
    NeuralField field,
    long networks,
    long seed,
    Estimator estimator,
    int highestOrder,
    int threads,
    Lanes lanes) {

  public Ensemble {
    if (highestOrder < 1 || highestOrder > 8) {
      throw new IllegalArgumentException(
          "correlators are measured for orders 1 to 8, got " + highestOrder);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    if (!estimator.isExactFor(field)) {
      throw new IllegalArgumentException(
          "estimator %s is not exact for this readout; use OUTPUTS".formatted(estimator));
    }
  }

  /// A million networks, seed 1, correlators to order 4, the best exact estimator, all cores.
  public static Ensemble of(NeuralField field) {
    return new Ensemble(
        field,
        1_000_000,
        1,
        Estimator.best(field),
        4,
        Runtime.getRuntime().availableProcessors(),
        Lanes.best());
  }

  public Ensemble networks(long count) {
    return new Ensemble(field, count, seed, estimator, highestOrder, threads, lanes);
  }

  public Ensemble seed(long value) {
    return new Ensemble(field, networks, value, estimator, highestOrder, threads, lanes);
  }

  public Ensemble estimator(Estimator choice) {
    return new Ensemble(field, networks, seed, choice, highestOrder, threads, lanes);
  }

  public Ensemble highestOrder(int order) {
    return new Ensemble(field, networks, seed, estimator, order, threads, lanes);
  }

  public Ensemble threads(int count) {
    return new Ensemble(field, networks, seed, estimator, highestOrder, count, lanes);
  }

  public Ensemble lanes(Lanes choice) {
    return new Ensemble(field, networks, seed, estimator, highestOrder, threads, choice);
  }

  /// Draws and measures all networks.
  ///
  /// @param points inputs of the field's dimension
  /// @throws IllegalArgumentException if the points have another dimension than the field's inputs, or
  ///     if the sums do not fit
  public Measurement run(PointSet points) {
    field.requireInputs(points);
    int symbols = Math.multiplyExact(points.size(), field.outputs());
    SymmetricSums layout = estimator.layout(symbols, highestOrder);
    Plan plan = Plan.of(networks, layout.size());
    StreamKey key = StreamKey.of(seed, field.toString());
    double[][] sums = new double[plan.blocks()][];
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          BlockSampler sampler = new BlockSampler(this, points, layout, key);
          for (int b = next.getAndIncrement(); b < sums.length; b = next.getAndIncrement()) {
            sums[b] = sampler.sums(plan.first(b), plan.count(b));
          }
        };
    runOnThreads(worker);
    return new Measurement(estimator, layout, plan, sums);
  }

  private void runOnThreads(Runnable worker) {
    if (threads == 1) {
      worker.run();
      return;
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> futures = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        futures.add(pool.submit(worker));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("sampling failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("sampling was interrupted", e);
    }
  }
}
