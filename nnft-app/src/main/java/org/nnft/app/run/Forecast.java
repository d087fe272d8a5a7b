package org.nnft.app.run;

import java.util.List;
import java.util.Locale;
import org.nnft.ensemble.EnsembleRun;

/// What a run will take, before it starts.
///
/// @param seconds on the given threads, from a short trial
/// @param bytes of memory for the largest member, without the Java platform's own
public record Forecast(double seconds, long bytes) {
  private static final double TRIAL_SECONDS = 0.03;

  /// Tries each member for a moment.
  ///
  /// @throws IllegalArgumentException if a member does not fit into memory, saying what to reduce
  static Forecast of(List<Member> members, long networks, int threads) {
    double seconds = 0;
    long bytes = 0;
    for (Member member : members) {
      EnsembleRun run = member.over(networks);
      // Sums, the jackknife's replicates of them, and the copies that are compared.
      long need = 4 * run.bytes();
      long most = Runtime.getRuntime().maxMemory();
      if (need > most * 8 / 10) {
        throw new IllegalArgumentException(
            "%s needs %s of memory for its correlators, %s are there; use fewer points, lower orders or fewer outputs, or give Java more memory with NNFT_JAVA_OPTIONS=-Xmx…"
                .formatted(member.label(), size(need), size(most)));
      }
      bytes = Math.max(bytes, need);
      seconds += run.secondsPerNetwork(TRIAL_SECONDS) * run.plan().networks() / threads;
    }
    return new Forecast(seconds, bytes);
  }

  /// Such as `about 50 s, 40 MB`.
  @Override
  public String toString() {
    return "about %s, %s".formatted(duration(seconds), size(bytes));
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
