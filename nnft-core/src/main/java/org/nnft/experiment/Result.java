package org.nnft.experiment;

import java.util.List;

/// What came out of an experiment.
///
/// @param members one per member of the scan, in the file's order
/// @param fallOffs fits over a scan of widths
public record Result(
    Experiment experiment,
    RunId id,
    List<MemberResult> members,
    List<FallOff> fallOffs,
    Verdict verdict) {

  public Result {
    members = List.copyOf(members);
    fallOffs = List.copyOf(fallOffs);
  }

  /// Draws conclusions from the members of a scan.
  public static Result of(Experiment experiment, RunId id, List<MemberResult> members) {
    List<FallOff> fallOffs = FallOff.of(members);
    return new Result(experiment, id, members, fallOffs, Verdict.of(members, fallOffs));
  }
}
