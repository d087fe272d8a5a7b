package org.nnft.benchmarks;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.nnft.math.Lanes;
import org.nnft.math.Philox;

/// Writes raw numbers to the standard output for tests by other programs: `words N` 2N random words of 64 bits for
/// dieharder; `exp N`, `log`, `sin`, `cos`, `tanh`, `erf` N pairs (x, f(x)) of big-endian doubles for
/// `benchmarks/ulp.py`.
public final class LaneTable {
  private static final int TILE = 1024;

  private LaneTable() {}

  /// See above.
  public static void main(String[] arguments) throws IOException {
    long count = Long.parseLong(arguments[1]);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16));
    if (arguments[0].equals("words")) {
      words(count, out);
    } else {
      pairs(arguments[0], count, out);
    }
    out.flush();
  }

  /// As a run reads them: consecutive networks, then the next block of words.
  private static void words(long count, DataOutputStream out) throws IOException {
    long[] keys = Philox.schedule(2026);
    long[] even = new long[TILE];
    long[] odd = new long[TILE];
    for (int block = 0; (long) block * TILE < count; block++) {
      Lanes.best().philox(keys, 0, block, 0, even, odd, TILE);
      for (int i = 0; i < TILE; i++) {
        out.writeLong(even[i]);
        out.writeLong(odd[i]);
      }
    }
  }

  private static void pairs(String function, long count, DataOutputStream out) throws IOException {
    Lanes lanes = Lanes.best();
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[TILE];
    double[] y = new double[TILE];
    for (long done = 0; done < count; done += TILE) {
      for (int i = 0; i < TILE; i++) {
        double size = random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-30, 10));
        x[i] =
            switch (function) {
              case "log" -> Math.exp(size / 2);
              case "exp", "tanh", "erf" -> size % 700;
              default -> size * 64;
            };
      }
      switch (function) {
        case "exp" -> lanes.exp(x, y, TILE);
        case "log" -> lanes.log(x, y, TILE);
        case "sin" -> lanes.sin(x, y, TILE);
        case "cos" -> lanes.cos(x, y, TILE);
        case "tanh" -> lanes.tanh(x, y, TILE);
        case "erf" -> lanes.erf(x, y, TILE);
        default -> throw new IllegalArgumentException("no such function: " + function);
      }
      for (int i = 0; i < TILE && done + i < count; i++) {
        out.writeDouble(x[i]);
        out.writeDouble(y[i]);
      }
    }
  }
}
