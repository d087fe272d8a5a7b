package org.nnft.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Threads that work off numbered blocks, whose values depend on their number alone.
public final class BlockPool {

  private BlockPool() {}

  /// Works until all blocks are done.
  ///
  /// @param blocks numbers. Not modified.
  /// @param threads ≥ 1
  /// @param worker makes one function per thread, from a block's number to its values
  /// @param sink receives every block once, in no particular order
  /// @throws RuntimeException the first that a block threw
  /// @throws IllegalStateException if a thread was interrupted; blocks that had been handed over are right
  public static void run(
      int[] blocks, int threads, Supplier<IntFunction<double[]>> worker, BlockSink sink) {
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          IntFunction<double[]> own = worker.get();
          for (int k = next.getAndIncrement();
              k < blocks.length && !Thread.currentThread().isInterrupted();
              k = next.getAndIncrement()) {
            sink.accept(blocks[k], own.apply(blocks[k]));
          }
        };
    if (threads == 1 || blocks.length <= 1) {
      loop.run();
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        futures.add(pool.submit(loop));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a block of work failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("work was interrupted", e);
    } finally {
      pool.shutdownNow();
      pool.close();
    }
  }
}
