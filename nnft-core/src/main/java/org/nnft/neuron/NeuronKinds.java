package org.nnft.neuron;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;

/// Neurons whose normal parameters of one group are correlated: how many there are of each kind, and how correlated two are.
///
///     Cov(θᵢ, θⱼ) = σ² C(kind of i, kind of j) for i ≠ j,      Var θᵢ = σ² own(kind of i)
///
/// Equicorrelated neurons and clusters that share are of one kind; with a given covariance those of equal (dᵢ, u₁ᵢ, …) are.
final class NeuronKinds {
  private final ParameterGroup group;

  /// Neurons of each kind in one cluster.
  private final int[] count;

  /// C for different neurons, and of the same one.
  private final double[][] between;

  private final double[] own;

  /// Empty if several numbers are shared.
  private final List<ConditionalUnits.Link> links;

  private NeuronKinds(
      ParameterGroup group,
      int[] count,
      double[][] between,
      double[] own,
      List<ConditionalUnits.Link> links) {
    this.group = group;
    this.count = count;
    this.between = between;
    this.own = own;
    this.links = links;
  }

  /// @param cluster how many neurons there are, where they are alike
  static NeuronKinds of(NeuralField field, int cluster) {
    return switch (field.correlation()) {
      case JointDensity.Equicorrelated(ParameterGroup group, double ρ) -> alike(group, cluster, ρ);
      case JointDensity.SharedWeights(ParameterGroup group, int _) -> alike(group, cluster, 1);
      case JointDensity.GaussianCovariance covariance -> of(covariance, field.width());
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.SharedLayers _,
          JointDensity.Mixture _,
          JointDensity.Deformed _ ->
          throw new IllegalArgumentException(
              "%s have no covariance between neurons".formatted(field.correlation().words()));
    };
  }

  private static NeuronKinds alike(ParameterGroup group, int cluster, double ρ) {
    return new NeuronKinds(
        group,
        new int[] {cluster},
        new double[][] {{ρ}},
        new double[] {1},
        List.of(new ConditionalUnits.Link(1, Math.sqrt(Math.abs(ρ)), ρ < 0)));
  }

  private static NeuronKinds of(JointDensity.GaussianCovariance covariance, int n) {
    double[] d = covariance.diagonal(n);
    double[][] u = covariance.factors(n);
    Map<List<Double>, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      List<Double> key = new ArrayList<>();
      key.add(d[i]);
      for (double[] factor : u) {
        key.add(factor[i]);
      }
      counts.merge(key, 1, Integer::sum);
    }
    List<List<Double>> keys = List.copyOf(counts.keySet());
    double[][] between = new double[keys.size()][keys.size()];
    double[] own = new double[keys.size()];
    for (int a = 0; a < own.length; a++) {
      for (int b = 0; b < own.length; b++) {
        for (int k = 1; k <= u.length; k++) {
          between[a][b] += keys.get(a).get(k) * keys.get(b).get(k);
        }
      }
      own[a] = between[a][a] + keys.get(a).getFirst();
    }
    int[] count = counts.values().stream().mapToInt(Integer::intValue).toArray();
    List<ConditionalUnits.Link> links = new ArrayList<>();
    for (int a = 0; a < own.length && u.length == 1; a++) {
      double scale = Math.sqrt(own[a]);
      double r = scale == 0 ? 0 : keys.get(a).get(1) / scale;
      links.add(new ConditionalUnits.Link(scale, r, false));
    }
    return new NeuronKinds(covariance.group(), count, between, own, links);
  }

  /// What is correlated.
  ParameterGroup group() {
    return group;
  }

  /// How each kind hangs on the one number that neurons share; empty if there are several.
  List<ConditionalUnits.Link> links() {
    return links;
  }

  /// Number of kinds.
  int size() {
    return count.length;
  }

  /// Most neurons that can differ: as many as have a covariance, and at most so many.
  int most(int wanted) {
    double ρ = between[0][0];
    int k = 1;
    while (k < wanted && (size() > 1 || own[0] + k * ρ > -1e-12)) {
      k++;
    }
    return k;
  }

  /// C of different neurons of these kinds.
  double[][] covariance(int[] kinds) {
    double[][] c = new double[kinds.length][kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      for (int j = 0; j < kinds.length; j++) {
        c[i][j] = i == j ? own[kinds[i]] : between[kinds[i]][kinds[j]];
      }
    }
    return c;
  }

  /// In how many ways different neurons of these kinds can be chosen, in order.
  double choices(int[] kinds) {
    int[] left = count.clone();
    double product = 1;
    for (int kind : kinds) {
      product *= Math.max(0, left[kind]--);
    }
    return product;
  }
}
