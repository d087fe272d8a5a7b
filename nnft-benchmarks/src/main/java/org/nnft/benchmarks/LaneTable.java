package org.nnft.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.nnft.math.Lanes;
import org.nnft.math.Philox;
import org.nnft.math.SingleLanes;

/// Writes raw numbers to the standard output for tests by other programs, until it is closed.
///
/// `words N`: 2N random words of 64 bits for dieharder. For `benchmarks/ulp.py`, N pairs of big-endian doubles:
/// `exp N`, `log`, `log1p`, `sin`, `cos`, `tanh`, `erf`, `exp-single`, `erf-single` give (x, f(x)); `normal N` and
/// `normal-single` give a random word, as a whole number of 64 bits, and its normal number.
public final class LaneTable {
  private static final int TILE = 1024;

  private LaneTable() {}

  /// See above.
  public static void main(String[] arguments) throws IOException {
    long count = Long.parseLong(arguments[1]);
    // Not System.out: a print stream does not tell that nobody reads it any more.
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      if (arguments[0].equals("words")) {
        words(count, out);
      } else {
        pairs(arguments[0], count, out);
      }
    }
  }

  /// As a run reads them: consecutive networks, then the next block of words.
  private static void words(long count, FileOutputStream out) throws IOException {
    long[] keys = Philox.schedule(2026);
    long[] even = new long[TILE];
    long[] odd = new long[TILE];
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * TILE);
    for (int block = 0; (long) block * TILE < count; block++) {
      Lanes.best().philox(keys, 0, block, 0, even, odd, TILE);
      bytes.clear();
      for (int i = 0; i < TILE; i++) {
        bytes.putLong(even[i]).putLong(odd[i]);
      }
      out.write(bytes.array());
    }
  }

  private static void pairs(String function, long count, FileOutputStream out) throws IOException {
    Lanes lanes = Lanes.best();
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[TILE];
    double[] y = new double[TILE];
    long[] words = new long[TILE];
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * TILE);
    for (long done = 0; done < count; done += TILE) {
      boolean normal = function.startsWith("normal");
      for (int i = 0; i < TILE; i++) {
        x[i] = argument(function, random);
        // Tails of every size.
        int bits = function.endsWith("single") ? 31 : 63;
        words[i] = random.nextLong() >>> (64 - bits) >>> random.nextInt(bits);
        words[i] |= random.nextLong() << bits;
      }
      evaluate(lanes, function, x, words, y);
      bytes.clear();
      for (int i = 0; i < TILE && done + i < count; i++) {
        bytes.putLong(normal ? words[i] : Double.doubleToRawLongBits(x[i])).putDouble(y[i]);
      }
      out.write(bytes.array(), 0, bytes.position());
    }
  }

  /// Of every size from 2⁻³⁰ up.
  private static double argument(String function, SplittableRandom random) {
    double size = random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-30, 10));
    return switch (function) {
      case "log" -> Math.exp(size / 2);
      case "log1p" -> Math.abs(size) < 0.5 ? size : Math.expm1(Math.abs(size) / 2);
      case "exp-single", "erf-single" -> (float) (size % 87);
      case "sin", "cos" -> size * 64;
      default -> size % 700;
    };
  }

  private static void evaluate(Lanes lanes, String function, double[] x, long[] words, double[] y) {
    switch (function) {
      case "exp" -> lanes.exp(x, y, TILE);
      case "log" -> lanes.log(x, y, TILE);
      case "log1p" -> lanes.log1p(x, y, TILE);
      case "sin" -> lanes.sin(x, y, TILE);
      case "cos" -> lanes.cos(x, y, TILE);
      case "tanh" -> lanes.tanh(x, y, TILE);
      case "erf" -> lanes.erf(x, y, TILE);
      case "normal" -> lanes.normal(words, y, TILE);
      case "exp-single", "erf-single", "normal-single" -> {
        SingleLanes singles = SingleLanes.like(lanes);
        float[] z = new float[TILE];
        for (int i = 0; i < TILE; i++) {
          z[i] = (float) x[i];
        }
        switch (function) {
          case "exp-single" -> singles.exp(z, z, TILE);
          case "erf-single" -> singles.erf(z, z, TILE);
          default -> singles.normal(words, 0, z, TILE);
        }
        for (int i = 0; i < TILE; i++) {
          y[i] = z[i];
        }
      }
      default -> throw new IllegalArgumentException("no such function: " + function);
    }
  }
}
