package org.nnft.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nnft.benchmarks.SingleParameters.Law;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.Precision;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.NeuralField;

/// How far single precision moves a correlator, with common random numbers.
///
/// First the law of its normal numbers, all 2³² of them: moments of the quantiles of the grid (v + ½)·2⁻³², which
/// end at 6.3σ, and of those rounded to 24 digits. Then three evaluations of the same networks: single precision;
/// double precision with the same parameters; double precision with parameters right to 9σ, each in the interval
/// of probability that the 32 bits of the other stand for. G⁽²⁾ and G_c⁽⁴⁾ at x = 0.2, over G⁽²⁾ and 3(G⁽²⁾)²;
/// errors by the jackknife over [#BLOCKS] blocks.
///
/// Prints Markdown tables. Arguments: seconds for each network (20).
public final class SingleBias {
  private static final int BLOCKS = 32;
  private static final int TILE = 1024;
  private static final int AT = 3;

  private SingleBias() {}

  /// See above.
  public static void main(String[] arguments) {
    double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 20;
    moments();
    System.out.println(
        "\n| network | N | G⁽²⁾: law | G⁽²⁾: arithmetic | G_c⁽⁴⁾: law | G_c⁽⁴⁾: arithmetic | networks |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String name : List.of("erf", "relu", "gauss", "cos")) {
      for (int width : new int[] {5, 100, 1000}) {
        row("| %s | %d | ".formatted(name, width), Work.field(name, width), seconds);
      }
    }
    row("| deep | 3 × 128 | ", Work.deep(), seconds);
  }

  private static void moments() {
    double[] grid = new double[9];
    double[] rounded = new double[9];
    Lanes lanes = Lanes.best();
    SingleLanes singles = SingleLanes.like(lanes);
    long[] words = new long[TILE];
    double[] z = new double[TILE];
    float[] narrow = new float[TILE];
    // The law is symmetric: the lower half of all words.
    for (long first = 0; first < 1L << 31; first += TILE) {
      for (int i = 0; i < TILE; i++) {
        words[i] = (first + i) << 32 | 1L << 31;
      }
      lanes.normal(words, z, TILE);
      addPowers(z, grid);
      singles.normal(words, 1, narrow, TILE);
      for (int i = 0; i < TILE; i++) {
        z[i] = narrow[i];
      }
      addPowers(z, rounded);
    }
    System.out.println(
        "| moment of a normal number | exact | grid, relative | rounded, relative |");
    System.out.println("|---|---|---|---|");
    double exact = 1;
    for (int n = 2; n <= 8; n += 2) {
      exact *= n - 1;
      double count = 0x1p31;
      System.out.printf(
          Locale.ROOT,
          "| E z^%d | %.0f | %.2e | %.2e |%n",
          n,
          exact,
          grid[n] / count / exact - 1,
          rounded[n] / count / exact - 1);
    }
  }

  private static void addPowers(double[] z, double[] sums) {
    double[] tile = new double[sums.length];
    for (double v : z) {
      double square = v * v;
      double power = 1;
      for (int n = 2; n < sums.length; n += 2) {
        power *= square;
        tile[n] += power;
      }
    }
    for (int n = 2; n < sums.length; n += 2) {
      sums[n] += tile[n];
    }
  }

  private static void row(String title, NeuralField field, double seconds) {
    DrawnFields fields = DrawnFields.of(field, Work.SIX, Long.MAX_VALUE, 1);
    int tile = fields.reader(Precision.DOUBLE).capacity();
    SingleParameters rounded = new SingleParameters(field, 1, Law.ROUNDED, tile);
    SingleParameters exact = new SingleParameters(field, 1, Law.EXACT, tile);
    List<DrawnFields.Reader> readers =
        List.of(fields.tapped(exact), fields.tapped(rounded), fields.reader(Precision.SINGLE));
    double[][] f = new double[Work.SIX.size()][tile];
    double[][][] sums = new double[BLOCKS][readers.size()][2];
    long start = System.nanoTime();
    int rounds = 0;
    while ((System.nanoTime() - start) * 1e-9 < seconds || rounds % BLOCKS != 0) {
      long first = (long) rounds * tile;
      exact.start(first, tile);
      rounded.start(first, tile);
      for (int r = 0; r < readers.size(); r++) {
        readers.get(r).read(first, tile, f);
        double[] sum = sums[rounds % BLOCKS][r];
        for (int i = 0; i < tile; i++) {
          double square = f[AT][i] * f[AT][i];
          sum[0] += square;
          sum[1] += square * square;
        }
      }
      rounds++;
    }
    double count = (double) rounds / BLOCKS * tile;
    System.out.print(title);
    for (int order : new int[] {2, 4}) {
      for (int r = 0; r < 2; r++) {
        System.out.print(difference(sums, r, order, count) + " | ");
      }
    }
    System.out.printf(Locale.ROOT, "%.1e |%n", (double) rounds * tile);
  }

  /// The correlator of evaluation r + 1 less that of r, over G⁽²⁾ or 3(G⁽²⁾)² of the latter.
  private static String difference(double[][][] sums, int r, int order, double count) {
    double[] without = new double[BLOCKS];
    Arrays.setAll(without, b -> relative(sums, b, r, order, count));
    double value = relative(sums, -1, r, order, count);
    double spread = Arrays.stream(without).map(x -> (x - value) * (x - value)).sum();
    return String.format(
        Locale.ROOT, "%.1e ± %.0e", value, Math.sqrt(spread * (BLOCKS - 1) / BLOCKS));
  }

  private static double relative(double[][][] sums, int without, int r, int order, double count) {
    double two = correlator(sums, without, r, 2, count);
    double change =
        correlator(sums, without, r + 1, order, count) - correlator(sums, without, r, order, count);
    return change / (order == 2 ? two : 3 * two * two);
  }

  private static double correlator(double[][][] sums, int without, int r, int order, double count) {
    double two = 0;
    double four = 0;
    double all = 0;
    for (int b = 0; b < BLOCKS; b++) {
      if (b != without) {
        two += sums[b][r][0];
        four += sums[b][r][1];
        all += count;
      }
    }
    return order == 2 ? two / all : four / all - 3 * (two / all) * (two / all);
  }
}
