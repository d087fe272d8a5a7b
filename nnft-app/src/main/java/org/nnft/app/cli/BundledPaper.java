package org.nnft.app.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/// A paper whose experiments are part of the program.
///
/// @param key its name on the command line, and its folder among the examples
/// @param experiments names of its experiment files, without their ending
record BundledPaper(String key, String title, List<String> experiments) {

  static final List<BundledPaper> ALL =
      List.of(
          new BundledPaper(
              "halverson-2020",
              "Halverson, Maiti, Stoner, Neural Networks and Quantum Field Theory (2008.08601)",
              List.of(
                  "erf-net",
                  "erf-net-d2",
                  "erf-net-d3",
                  "relu-net",
                  "relu-net-d2",
                  "relu-net-d3",
                  "gauss-net",
                  "gauss-net-d2",
                  "gauss-net-d3",
                  "couplings-relu",
                  "couplings-relu-d2",
                  "couplings-relu-d3",
                  "couplings-erf",
                  "couplings-erf-both-signs",
                  "couplings-gauss")),
          new BundledPaper(
              "maiti-2021",
              "Maiti, Stoner, Halverson, Symmetry-via-Duality (2106.00694)",
              List.of(
                  "so5",
                  "so5-shifted-mean",
                  "so5-laplace",
                  "input-symmetries",
                  "translations",
                  "ward-identities")),
          new BundledPaper(
              "demirtas-2023",
              "Demirtas, Halverson, Maiti, Schwartz, Stoner, Neural Network Field Theories: Non-Gaussianity, Actions, and Locality (2307.03223)",
              List.of(
                  "action-cos-net",
                  "action-erf-net",
                  "action-gauss-net",
                  "locality-cos-net",
                  "locality-free-scalar",
                  "common-scale",
                  "equicorrelated",
                  "correlated-units",
                  "deformed-weights",
                  "ward-identities",
                  "one-point-cos-net")),
          new BundledPaper(
              "zhang-2026",
              "Zhang, Optimal Architecture and Fundamental Bounds in Neural Network Field Theory (2604.27050)",
              List.of(
                  "four-point-alpha-0",
                  "four-point-alpha-1",
                  "four-point-alpha-minus-1",
                  "optimal-on-the-line",
                  "random-amplitudes",
                  "reflection-positivity")),
          new BundledPaper(
              "phi4-d1",
              "φ⁴ in one dimension, the anharmonic oscillator, from networks (2307.03223, 2604.27050)",
              List.of(
                  "lambda-1",
                  "lambda-6",
                  "lambda-24",
                  "gaussian-amplitude",
                  "perturbation",
                  "two-scalars",
                  "o2",
                  "derivative-coupling",
                  "lattice",
                  "same-sites")),
          new BundledPaper(
              "phi4-d2",
              "φ⁴ in two dimensions: lattices, networks on their sites, the critical line (1904.12072)",
              List.of(
                  "small-lattices",
                  "masses",
                  "critical-line",
                  "same-sites",
                  "networks-in-the-plane")));

  /// The names, for help and completion.
  static final class Keys implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(BundledPaper::key).iterator();
    }
  }

  BundledPaper {
    experiments = List.copyOf(experiments);
  }

  /// @throws IllegalArgumentException naming the papers that there are
  static BundledPaper of(String key) {
    return ALL.stream()
        .filter(paper -> paper.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown paper '%s'; bundled are %s"
                        .formatted(
                            key,
                            ALL.stream()
                                .map(BundledPaper::key)
                                .collect(Collectors.joining(", ")))));
  }
}
