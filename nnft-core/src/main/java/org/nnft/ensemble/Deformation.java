package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.markov.HamiltonianMonteCarlo;
import org.nnft.markov.MarkovSampler;
import org.nnft.markov.PreconditionedCrankNicolson;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Potential;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;
import org.nnft.statistics.SymmetricSums;

/// A field whose density is P₀(θ) e^(−V(θ)), reached from its parent P₀ by weights or by Markov chains.
///
/// Immutable; every method makes its own scratch, so that blocks and chains can be done by several threads.
public final class Deformation {
  /// Weighted sums are of free draws; chains begin this much farther out than a free draw, so that one sees them
  /// come to rest.
  private static final double DISPERSED = 1.5;

  private final NeuralField parent;
  private final Potential potential;
  private final PointSet points;
  private final long seed;
  private final SymmetricSums layout;

  /// How chains move.
  public enum Sampler {
    HAMILTONIAN,
    CRANK_NICOLSON
  }

  private Deformation(
      NeuralField parent, Potential potential, PointSet points, long seed, SymmetricSums layout) {
    this.parent = parent;
    this.potential = potential;
    this.points = points;
    this.seed = seed;
    this.layout = layout;
  }

  /// @param highestOrder of the correlators, 2…8
  /// @throws IllegalArgumentException if the field is not deformed by a potential
  public static Deformation of(NeuralField field, PointSet points, int highestOrder, long seed) {
    if (!(field.correlation() instanceof JointDensity.Deformed(Potential potential))) {
      throw new IllegalArgumentException(
          "a partition function relative to the parent needs a deformed density; set field.correlation: {deformed: {potential: …}}");
    }
    field.requireInputs(points);
    int symbols = Math.multiplyExact(points.size(), field.outputs());
    SymmetricSums layout =
        field.isEven()
            ? SymmetricSums.even(symbols, highestOrder)
            : SymmetricSums.all(symbols, highestOrder);
    return new Deformation(field.independent(), potential, points, seed, layout);
  }

  /// P₀.
  public NeuralField parent() {
    return parent;
  }

  /// V.
  public Potential potential() {
    return potential;
  }

  /// The components of the correlators.
  public SymmetricSums layout() {
    return layout;
  }

  /// Length of [#freeBlock(long, int)].
  public int freeSize() {
    return 6 + 3 * layout.size();
  }

  /// Sums over free draws of networks first … first + n − 1, for [Reweighting].
  ///
  /// @return n, min V, Σw, Σw², max w, ΣV, and for each component Σ w f…f, Σ f…f, Σ V f…f, with w = e^(−V + min V)
  public double[] freeBlock(long first, int n) {
    Lanes lanes = Lanes.best();
    int capacity = JointTile.capacity(parent, points, layout.symbols());
    StreamKey key = StreamKey.of(seed, parent.toString());
    JointTile tile = new JointTile(parent, points, key, lanes, capacity);
    PotentialLanes energy = new PotentialLanes(parent, potential, lanes, capacity);
    double[] v = new double[capacity];
    double[][] f = new double[layout.symbols()][capacity];
    FreeSums sums = new FreeSums(layout);
    for (int done = 0; done < n; done += capacity) {
      int count = Math.min(capacity, n - done);
      tile.draw(first + done, count, true);
      energy.at(tile.parameters(), v, count);
      tile.outputs(count, f, ParameterTap.NONE);
      for (int k = 0; k < count; k++) {
        sums.add(v[k], f, k);
      }
    }
    return sums.result();
  }

  /// Weighted sums in the making.
  private static final class FreeSums {
    private final SymmetricSums layout;
    private final double[] products;
    private final double[] weighted;
    private final double[] plain;
    private final double[] withPotential;
    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double weights;
    private double squares;
    private double largest;
    private double potential;

    FreeSums(SymmetricSums layout) {
      this.layout = layout;
      this.products = new double[layout.size()];
      this.weighted = new double[layout.size()];
      this.plain = new double[layout.size()];
      this.withPotential = new double[layout.size()];
    }

    void add(double v, double[][] f, int lane) {
      if (Double.isNaN(v)) {
        throw new IllegalArgumentException(
            "the potential is not a number for some networks; write it so that it is defined for all parameters");
      }
      if (v < least) {
        double shrink = least == Double.POSITIVE_INFINITY ? 0 : Math.exp(v - least);
        weights *= shrink;
        squares *= shrink * shrink;
        largest *= shrink;
        Arrays.setAll(weighted, c -> weighted[c] * shrink);
        least = v;
      }
      double w = Math.exp(least - v);
      count++;
      weights += w;
      squares += w * w;
      largest = Math.max(largest, w);
      potential += v;
      products(layout, f, lane, products);
      for (int c = 0; c < products.length; c++) {
        weighted[c] = Math.fma(w, products[c], weighted[c]);
        plain[c] += products[c];
        withPotential[c] = Math.fma(v, products[c], withPotential[c]);
      }
    }

    double[] result() {
      double[] all = new double[6 + 3 * products.length];
      double[] head = {count, least, weights, squares, largest, potential};
      System.arraycopy(head, 0, all, 0, 6);
      System.arraycopy(weighted, 0, all, 6, products.length);
      System.arraycopy(plain, 0, all, 6 + products.length, products.length);
      System.arraycopy(withPotential, 0, all, 6 + 2 * products.length, products.length);
      return all;
    }
  }

  private static void products(SymmetricSums layout, double[][] f, int lane, double[] products) {
    for (int order = 1; order <= layout.highestOrder(); order++) {
      if (!layout.keeps(order)) {
        continue;
      }
      SymmetricIndex index = layout.index(order);
      for (int c = 0; c < index.count(); c++) {
        double product = 1;
        for (int i : index.at(c)) {
          product *= f[i][lane];
        }
        products[layout.offset(order) + c] = product;
      }
    }
  }

  /// A chain of the density P₀ e^(−tV), from a dispersed start, nothing cut off.
  ///
  /// @param t how much of V is switched on, usually 0…1
  /// @param components positions in the layout of the products f…f that are wanted, none for V alone. Not modified.
  /// @return steps × (1 + components) numbers: V and f…f of every step; then the share of accepted steps
  public double[] chain(Sampler kind, double t, int chain, int steps, int... components) {
    DeformedEnergy energy = new DeformedEnergy(parent, potential, t);
    StreamKey key = StreamKey.of(seed, "chains of " + potential + " at " + t);
    MarkovSampler sampler =
        switch (kind) {
          case HAMILTONIAN -> new HamiltonianMonteCarlo(energy, 10, 0, key.key(), chain);
          case CRANK_NICOLSON -> new PreconditionedCrankNicolson(energy, 0.3, 0, key.key(), chain);
        };
    int size = 1 + components.length;
    double[] result = new double[Math.addExact(Math.multiplyExact(steps, size), 1)];
    Lanes lanes = Lanes.best();
    JointTile tile = new JointTile(parent, points, key, lanes, 8);
    double[][] f = new double[layout.symbols()][8];
    double[] products = new double[layout.size()];
    double[] start = start(energy.dimension(), key, chain);
    var record =
        sampler.run(
            steps,
            start,
            (step, x) -> {
              result[step * size] = energy.potential(x);
              if (components.length > 0) {
                energy.parameters().write(x, tile.parameters(), 0);
                tile.outputs(1, f, ParameterTap.NONE);
                products(layout, f, 0, products);
                for (int c = 0; c < components.length; c++) {
                  result[step * size + 1 + c] = products[components[c]];
                }
              }
            });
    result[result.length - 1] = record.acceptance();
    return result;
  }

  private static double[] start(int dimension, StreamKey key, int chain) {
    Lanes lanes = Lanes.best();
    WordStream words = new WordStream(lanes, StreamKey.of(key.key(), "start"), 0, 8);
    words.start(chain, 1);
    double[] one = new double[8];
    double[] x = new double[dimension];
    for (int a = 0; a < dimension; a++) {
      lanes.normal(words.next(), one, 1);
      x[a] = DISPERSED * one[0];
    }
    return x;
  }
}
