package org.nnft.app.run;

import java.util.List;
import java.util.Locale;
import org.nnft.ensemble.EnsembleRun;

/// What a run will take, before it starts.
///
/// @param seconds of drawing and measuring on the given threads, from a short trial
/// @param bytes of memory for the largest member, without the Java platform's own
public record Forecast(double seconds, long bytes) {
  /// Vector code is a thousand times slower until it is compiled, which takes about this long.
  private static final double WARM_UP_SECONDS = 2.5;

  /// A run that takes no longer than this, by code that may yet become faster, need not be timed better.
  private static final double SHORT_SECONDS = 3;

  /// Beside other programs the compiler takes longer; a run above this length is worth the wait.
  private static final double LONG_SECONDS = 60;

  private static final double LONG_WARM_UP_SECONDS = 8;

  /// Time to try all members once.
  private static final double TRIAL_SECONDS = 0.5;

  /// Tries each member for a moment, a few seconds in all, up to 8 for long runs.
  ///
  /// @throws IllegalArgumentException if a member does not fit into memory, saying what to reduce
  static Forecast of(List<Member> members, long networks, int threads) {
    long bytes = 0;
    List<EnsembleRun> runs = members.stream().map(member -> member.over(networks)).toList();
    for (int m = 0; m < runs.size(); m++) {
      // Sums, the jackknife's replicates of them, and the copies that are compared.
      long need = 4 * runs.get(m).bytes();
      long most = Runtime.getRuntime().maxMemory();
      if (need > most * 8 / 10) {
        throw new IllegalArgumentException(
            "%s needs %s of memory for its correlators, %s are there; use fewer points, lower orders or fewer outputs, or give Java more memory with NNFT_JAVA_OPTIONS=-Xmx…"
                .formatted(members.get(m).label(), size(need), size(most)));
      }
      bytes = Math.max(bytes, need);
    }
    return new Forecast(seconds(runs) / threads, bytes);
  }

  /// On one thread, by compiled code.
  private static double seconds(List<EnsembleRun> runs) {
    long start = System.nanoTime();
    double shortest = Double.POSITIVE_INFINITY;
    do {
      double seconds = 0;
      for (EnsembleRun run : runs) {
        seconds += run.secondsPerNetwork(TRIAL_SECONDS / runs.size()) * run.plan().networks();
      }
      shortest = Math.min(shortest, seconds);
    } while ((System.nanoTime() - start) * 1e-9 < warmUp(shortest));
    return shortest;
  }

  private static double warmUp(double seconds) {
    if (seconds <= SHORT_SECONDS) {
      return 0;
    }
    return seconds <= LONG_SECONDS ? WARM_UP_SECONDS : LONG_WARM_UP_SECONDS;
  }

  /// Such as `drawing takes about 50 s, 40 MB`.
  @Override
  public String toString() {
    return "drawing takes about %s, %s".formatted(duration(seconds), size(bytes));
  }

  /// A duration in the unit that a person would use.
  public static String duration(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : seconds < 172_800
            ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
            : String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%d MB", Math.max(1, bytes / 1_000_000))
        : String.format(Locale.ROOT, "%.1f GB", bytes * 1e-9);
  }
}
