package org.nnft.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Small lattices without sampling: Z = Tr T^L₀, to all digits.
///
///     T(s, s′) = B(s) Π_x [√w(s_x) e^(s_x s′_x) √w(s′_x)] B(s′),    B(s) = e^(½ Σ_bonds s_x s_y)
///
/// s is the field on one time slice, every site restricted to the n nodes of the Gauss rule of its own weight
/// w = e^(−(d + m₀²/2)φ² − λφ⁴/24) ([SiteRule]); the error falls faster than exponentially with n. A source J
/// for Σ_x φ is carried as a power series to J⁴, which gives ⟨M²⟩ and ⟨M⁴⟩. The trace runs over one state of each
/// orbit of the slice's translations, reflections and of φ → −φ.
///
/// With S sites in a slice there are n^S states, and the cost is about n^(2S+1)·S·L₀/|symmetries|: rings of any
/// length, 3 × L₀ in a second, 4 × 4 in some seconds.
///
/// @param nodes n for each site
public record TransferMatrix(Lattice lattice, Phi4 action, int nodes) {

  /// Orders of J.
  private static final int ORDERS = 5;

  /// Most states of a slice.
  private static final long MOST_STATES = 300_000;

  /// Most work, in multiplications.
  private static final double MOST_WORK = 3e11;

  public TransferMatrix {
    action.requireDimensionOf(lattice);
    if (nodes < 2 || nodes > 200) {
      throw new IllegalArgumentException("a site has 2 to 200 nodes, got " + nodes);
    }
    int sites = lattice.volume() / lattice.time();
    double states = Math.pow(nodes, sites);
    double work = states * states * nodes * sites * lattice.time() / (2.0 * sites);
    if (states > MOST_STATES || work > MOST_WORK) {
      throw new IllegalArgumentException(
          "the transfer matrix of %s with %d nodes has %.2g states in a slice; give the longest axis first, lower the nodes, or sample"
              .formatted(lattice.extents(), nodes, states));
    }
  }

  /// What the trace gives.
  ///
  /// @param logPartitionFunction log ∫ Π dφ e^(−S)
  /// @param square ⟨φ²⟩
  /// @param fourth ⟨φ⁴⟩
  /// @param neighbour ⟨φ_x φ_{x+μ}⟩, the mean over directions
  /// @param susceptibility χ = ⟨M²⟩/V, M = Σ_x φ_x
  /// @param binder 1 − ⟨M⁴⟩/(3⟨M²⟩²)
  /// @param slices ⟨φ(0) Σ_x φ(x, t)⟩ at t = 0 … ⌊L₀/2⌋
  public record Exact(
      double logPartitionFunction,
      double square,
      double fourth,
      double neighbour,
      double susceptibility,
      double binder,
      List<Double> slices) {

    public Exact {
      slices = List.copyOf(slices);
    }

    double distance(Exact other) {
      return Math.max(
          Math.max(
              relative(logPartitionFunction, other.logPartitionFunction),
              relative(square, other.square)),
          Math.max(
              Math.max(relative(fourth, other.fourth), relative(neighbour, other.neighbour)),
              Math.max(
                  relative(susceptibility, other.susceptibility),
                  Math.abs(binder - other.binder))));
    }

    private static double relative(double a, double b) {
      return Math.abs(a - b) / Math.max(1e-300, Math.abs(b));
    }
  }

  /// Raises the number of nodes by a quarter until nothing changes by more than a tolerance.
  ///
  /// @param tolerance relative, ≥ 1e-13
  /// @throws IllegalArgumentException if the work runs out first
  public static Exact converged(Lattice lattice, Phi4 action, double tolerance) {
    Exact before = new TransferMatrix(lattice, action, 6).exact();
    for (int n = 8; ; n += Math.max(2, n / 4)) {
      Exact now = new TransferMatrix(lattice, action, n).exact();
      if (now.distance(before) <= tolerance) {
        return now;
      }
      before = now;
    }
  }

  /// Sums over all states.
  public Exact exact() {
    Slice slice = new Slice();
    List<double[]> parts = slice.representatives().parallelStream().map(slice::column).toList();
    double[] sum = new double[parts.getFirst().length];
    for (double[] part : parts) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += part[k];
      }
    }
    double z = sum[0];
    double m2 = 2 * sum[1] / z;
    double m4 = 24 * sum[2] / z;
    int volume = lattice.volume();
    return new Exact(
        Math.log(z) + slice.logScale(),
        sum[3] / z,
        sum[4] / z,
        sum[5] / z,
        m2 / volume,
        1 - m4 / (3 * m2 * m2),
        IntStream.rangeClosed(0, lattice.time() / 2).mapToObj(t -> sum[6 + t] / z).toList());
  }

  /// States of a time slice, and T on vectors over them.
  private final class Slice {
    private final int sites = lattice.volume() / lattice.time();
    private final int time = lattice.time();
    private final int states;
    private final double[] φ;
    private final double[][] bond;
    private final double[] spatial;

    /// Σ of the slice's field in each state.
    private final double[] magnetisation;

    /// (½m)ᵏ/k! in each state.
    private final double[][] powers;

    /// Root of the largest diagonal element of T, divided out.
    private final double scale;

    private final List<int[]> symmetries;

    Slice() {
      SiteRule rule = SiteRule.of(action::site, nodes);
      φ = new double[nodes];
      Arrays.setAll(φ, rule::node);
      states = (int) Math.round(Math.pow(nodes, sites));
      bond = new double[nodes][nodes];
      for (int a = 0; a < nodes; a++) {
        for (int b = 0; b < nodes; b++) {
          bond[a][b] = Math.sqrt(rule.weight(a) * rule.weight(b)) * Math.exp(φ[a] * φ[b]);
        }
      }
      spatial = new double[states];
      magnetisation = new double[states];
      double largest = 0;
      for (int s = 0; s < states; s++) {
        double half = 0;
        double diagonal = 1;
        for (int x = 0; x < sites; x++) {
          magnetisation[s] += at(s, x);
          diagonal *= bond[digit(s, x)][digit(s, x)];
          for (int axis = 1; axis < lattice.dimension(); axis++) {
            half += at(s, x) * at(s, lattice.forward(x, axis)) / 2;
          }
        }
        spatial[s] = Math.exp(half);
        largest = Math.max(largest, diagonal * spatial[s] * spatial[s]);
      }
      scale = Math.sqrt(largest);
      for (int s = 0; s < states; s++) {
        spatial[s] /= scale;
      }
      powers = new double[ORDERS][states];
      for (int s = 0; s < states; s++) {
        powers[0][s] = 1;
        for (int k = 1; k < ORDERS; k++) {
          powers[k][s] = powers[k - 1][s] * magnetisation[s] / (2 * k);
        }
      }
      symmetries = symmetries();
    }

    double logScale() {
      return 2 * time * Math.log(scale);
    }

    private int digit(int state, int site) {
      for (int x = sites - 1; x > site; x--) {
        state /= nodes;
      }
      return state % nodes;
    }

    private double at(int state, int site) {
      return φ[digit(state, site)];
    }

    /// Permutations of the slice's sites: translations and reflections along each axis. Slice 0 holds sites
    /// 0 … S − 1.
    private List<int[]> symmetries() {
      List<int[]> group = new ArrayList<>();
      group.add(IntStream.range(0, sites).toArray());
      for (int axis = 1; axis < lattice.dimension(); axis++) {
        List<int[]> larger = new ArrayList<>();
        for (int[] before : group) {
          for (int shift = 0; shift < lattice.extent(axis); shift++) {
            for (int sign = -1; sign <= 1; sign += 2) {
              int[] image = new int[sites];
              for (int x = 0; x < sites; x++) {
                int[] c = new int[lattice.dimension()];
                for (int other = 1; other < c.length; other++) {
                  c[other] = lattice.coordinate(before[x], other);
                }
                c[axis] = sign * c[axis] + shift;
                image[x] = lattice.site(c);
              }
              larger.add(image);
            }
          }
        }
        group = larger;
      }
      return group;
    }

    /// One state of each orbit, with the orbit's size.
    List<int[]> representatives() {
      List<int[]> result = new ArrayList<>();
      boolean[] seen = new boolean[states];
      for (int s = 0; s < states; s++) {
        if (seen[s]) {
          continue;
        }
        int size = 0;
        for (int[] permutation : symmetries) {
          int image = 0;
          int mirror = 0;
          for (int x = 0; x < sites; x++) {
            int digit = digit(s, permutation[x]);
            image = image * nodes + digit;
            mirror = mirror * nodes + nodes - 1 - digit;
          }
          for (int other : new int[] {image, mirror}) {
            size += seen[other] ? 0 : 1;
            seen[other] = true;
          }
        }
        result.add(new int[] {s, size});
      }
      return result;
    }

    /// Contribution of one orbit: Z at J⁰, J², J⁴, then ⟨φ²⟩, ⟨φ⁴⟩, ⟨φφ′⟩ and slices, times Z.
    double[] column(int[] representative) {
      int start = representative[0];
      int half = time / 2;
      double[][][] power = new double[time][][];
      power[0] = new double[ORDERS][states];
      power[0][0][start] = 1;
      for (int t = 1; t < time; t++) {
        // Beyond the middle only the part without source is needed.
        int orders = t <= time - half ? ORDERS : 1;
        power[t] = step(power[t - 1], orders);
      }
      double[] z = new double[ORDERS];
      double[][] left = power[half];
      double[][] right = power[time - half];
      for (int i = 0; i < ORDERS; i++) {
        for (int j = 0; i + j < ORDERS; j++) {
          z[i + j] += dot(left[i], right[j]);
        }
      }
      double[] result = new double[7 + half];
      result[0] = z[0];
      result[1] = z[2];
      result[2] = z[4];
      double neighbour = 0;
      for (int x = 0; x < sites; x++) {
        double square = at(start, x) * at(start, x);
        result[3] += square * z[0] / sites;
        result[4] += square * square * z[0] / sites;
        double across = 0;
        for (int s = 0; s < states; s++) {
          across = Math.fma(power[1][0][s] * at(s, x), power[time - 1][0][s], across);
        }
        neighbour += at(start, x) * across;
        for (int axis = 1; axis < lattice.dimension(); axis++) {
          neighbour += at(start, x) * at(start, lattice.forward(x, axis)) * z[0];
        }
      }
      result[5] = neighbour / lattice.volume() * time / lattice.dimension();
      double m = magnetisation[start];
      result[6] = m * m * z[0] / sites;
      for (int t = 1; t <= half; t++) {
        double sum = 0;
        for (int s = 0; s < states; s++) {
          sum = Math.fma(power[t][0][s] * magnetisation[s], power[time - t][0][s], sum);
        }
        result[6 + t] = m * sum / sites;
      }
      for (int k = 0; k < result.length; k++) {
        result[k] *= representative[1];
      }
      return result;
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum = Math.fma(a[i], b[i], sum);
      }
      return sum;
    }

    /// e^(½J m) T e^(½J m) on a series in J.
    private double[][] step(double[][] v, int orders) {
      double[][] w = source(v, orders);
      for (int order = 0; order < orders; order++) {
        w[order] = multiply(w[order]);
      }
      return source(w, orders);
    }

    private double[][] source(double[][] v, int orders) {
      double[][] w = new double[orders][states];
      for (int order = 0; order < orders; order++) {
        double[] target = w[order];
        for (int k = 0; k <= order; k++) {
          double[] from = v[order - k];
          double[] power = powers[k];
          for (int s = 0; s < states; s++) {
            target[s] = Math.fma(power[s], from[s], target[s]);
          }
        }
      }
      return w;
    }

    private double[] multiply(double[] v) {
      double[] x = new double[states];
      for (int s = 0; s < states; s++) {
        x[s] = spatial[s] * v[s];
      }
      int after = states / nodes;
      for (int site = 0; site < sites; site++) {
        double[] y = new double[states];
        for (int block = 0; block < states; block += after * nodes) {
          for (int a = 0; a < nodes; a++) {
            for (int b = 0; b < nodes; b++) {
              double weight = bond[a][b];
              int from = block + a * after;
              int to = block + b * after;
              for (int i = 0; i < after; i++) {
                y[to + i] = Math.fma(weight, x[from + i], y[to + i]);
              }
            }
          }
        }
        x = y;
        after /= nodes;
      }
      for (int s = 0; s < states; s++) {
        x[s] *= spatial[s];
      }
      return x;
    }
  }

  @Override
  public String toString() {
    return "transfer matrix of %s on %s, %d nodes".formatted(action, lattice.extents(), nodes);
  }
}
