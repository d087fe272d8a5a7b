package org.nnft.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nnft.lattice.TransferMatrix;
import org.nnft.simulation.TorusNetwork;

/// A lattice and a coupling with what every method says of it.
///
/// @param name `L = 8, λ = 4.3`
/// @param network with the lattice's dispersion, of the largest width
/// @param lattice hybrid Monte Carlo of the lattice field
/// @param chains of networks with the lattice's dispersion, one for each width
/// @param continuum chains of the widest networks with the continuum's dispersion
/// @param weighted free draws of the widest networks; empty if their weights have collapsed
/// @param effectiveShare of the free draws
/// @param exact values of a transfer matrix, where there is one
record SameSitesPoint(
    int size,
    double coupling,
    String name,
    TorusNetwork network,
    SiteEnsemble lattice,
    List<SiteEnsemble> chains,
    SiteEnsemble continuum,
    Optional<SiteEnsemble> weighted,
    double effectiveShare,
    Optional<TransferMatrix.Exact> exact) {

  SameSitesPoint {
    chains = List.copyOf(chains);
  }

  /// Networks of the largest width.
  SiteEnsemble widest() {
    return chains.getLast();
  }

  /// All of them in the order in which they are shown.
  List<SiteEnsemble> all() {
    return Stream.of(Stream.of(lattice), chains.stream(), weighted.stream(), Stream.of(continuum))
        .flatMap(s -> s)
        .toList();
  }
}
