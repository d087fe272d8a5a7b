package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.LatticeObservable;
import org.nnft.lattice.Phi4;
import org.nnft.markov.SettledChains;
import org.nnft.simulation.Dispersion;
import org.nnft.simulation.Reweighting;
import org.nnft.simulation.TorusChain;
import org.nnft.simulation.TorusNetwork;
import org.nnft.simulation.TorusReweighting;

/// The long work of a study on the same sites: as many samples of networks as of the lattice field.
record SameSitesRuns(
    CouplingLine line,
    List<Integer> widths,
    boolean clusters,
    Sampling sampling,
    Workbench workbench) {
  private static final int GROUPS = 2;
  private static final int LINKS = 8;
  private static final int FEWEST_STEPS = 16;

  SameSitesPoint point(int size, int coupling) {
    LatticePoint lattice =
        new LatticeRuns(line, clusters, sampling, workbench).point(size, coupling);
    SiteEnsemble.Window window = window(lattice);
    Phi4 action = line.actions().get(coupling);
    Lattice sites = lattice.measured().lattice();
    TorusNetwork network = TorusNetwork.of(sites, action, Dispersion.LATTICE, widths.getLast());
    String job = "%d-%d".formatted(size, coupling);
    List<SiteEnsemble> chains = new ArrayList<>();
    for (int width : widths) {
      chains.add(
          chained(
              job + "-" + width, lattice.name(), network.width(width), "networks, chains", window));
    }
    SiteEnsemble continuum =
        chained(
            job + "-p2",
            lattice.name(),
            TorusNetwork.of(sites, action, Dispersion.CONTINUUM, widths.getLast()),
            "networks with p², chains",
            window);
    TorusReweighting draws = new TorusReweighting(network, sampling.networks(), sampling.seed());
    double[][] blocks =
        workbench.units(
            "draws-" + job,
            "free draws, " + lattice.name(),
            TorusReweighting.BLOCKS,
            draws.sums(),
            draws::block);
    double share = draws.effectiveShare(blocks);
    return new SameSitesPoint(
        size,
        lattice.coupling(),
        lattice.name(),
        network,
        SiteEnsemble.of(
            "lattice, HMC",
            0,
            lattice.measured(),
            window,
            lattice.siteUpdates(),
            lattice.measured().susceptibility().isLongEnough()),
        chains,
        continuum,
        share >= Reweighting.FEWEST
            ? Optional.of(SiteEnsemble.of("networks, reweighted", draws, blocks, window, sites))
            : Optional.empty(),
        share,
        lattice.exact());
  }

  /// Where the lattice field shows a plateau.
  private static SiteEnsemble.Window window(LatticePoint lattice) {
    int last = Math.max(1, lattice.hasMass() ? lattice.clearEnd() : 1);
    return new SiteEnsemble.Window(lattice.hasMass() ? lattice.plateauStart() : 1, last);
  }

  private SiteEnsemble chained(
      String job, String where, TorusNetwork network, String method, SiteEnsemble.Window window) {
    int steps =
        (int)
            Math.max(
                FEWEST_STEPS,
                Math.ceilDiv(sampling.networks(), (long) GROUPS * TorusChain.REPLICAS * LINKS));
    TorusChain chain = new TorusChain(network, steps, sampling.seed());
    double[][][] links =
        workbench.chains(
            "networks-" + job,
            "networks, N = %d, %s".formatted(network.width(), where),
            GROUPS,
            LINKS,
            chain.linkSize(),
            chain::link);
    double[][][] series =
        new double[LatticeObservable.count(network.lattice())][GROUPS * TorusChain.REPLICAS]
            [LINKS * steps];
    for (int g = 0; g < GROUPS; g++) {
      for (int l = 0; l < LINKS; l++) {
        double[][][] link = chain.series(links[g][l]);
        for (int o = 0; o < series.length; o++) {
          for (int r = 0; r < TorusChain.REPLICAS; r++) {
            System.arraycopy(
                link[o][r], 0, series[o][g * TorusChain.REPLICAS + r], l * steps, steps);
          }
        }
      }
    }
    SettledChains settled = SettledChains.of(series);
    return SiteEnsemble.of(
        method,
        network.width(),
        new LatticeMeasurement(network.lattice(), settled.series()),
        window,
        (double) GROUPS * LINKS * steps * chain.evaluationsPerStep(),
        settled.canBeTrusted());
  }
}
