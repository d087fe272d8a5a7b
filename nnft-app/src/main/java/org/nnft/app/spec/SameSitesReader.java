package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.study.SameSitesStudy;
import org.nnft.study.Study;

/// `same-sites`, with the couplings of `lattice`.
final class SameSitesReader implements StudyReader {

  @Override
  public String key() {
    return "same-sites";
  }

  @Override
  public String usage() {
    return "same-sites: {dimension: 2, size: [6, 8], widths: [16, 32, 64], convention: flow, massSquared: -4, lambda: [5, 8], clusters: true}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow(
        "dimension",
        "size",
        "widths",
        "convention",
        "massSquared",
        "lambda",
        "kappa",
        "spacing",
        "clusters");
    List<Integer> sizes = s.wholes("size", 8, 4, 4096);
    List<Integer> widths =
        s.has("widths") ? s.wholes("widths", 16, 1, 1 << 20) : List.of(16, 32, 64);
    boolean clusters = s.flag("clusters").orElse(true);
    return LatticeReader.couplings(s)
        .flatMap(
            line ->
                s.problems()
                    .attempt(
                        s.line(),
                        s.path(),
                        () -> new SameSitesStudy(line, sizes, widths, clusters)));
  }
}
