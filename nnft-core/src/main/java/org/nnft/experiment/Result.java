package org.nnft.experiment;

import java.util.List;
import java.util.Optional;
import org.nnft.study.Findings;

/// What came out of an experiment.
///
/// @param members one per member of the scan, in the file's order
/// @param fallOffs fits over scans of widths
/// @param growths fits over scans of depths
/// @param findings one per investigation, in the file's order
public record Result(
    Experiment experiment,
    RunId id,
    List<MemberResult> members,
    List<FallOff> fallOffs,
    List<DepthGrowth> growths,
    List<Findings> findings,
    Verdict verdict) {

  public Result {
    members = List.copyOf(members);
    fallOffs = List.copyOf(fallOffs);
    growths = List.copyOf(growths);
    findings = List.copyOf(findings);
  }

  /// The first member of the scan, if there is a network or a file of outputs.
  public Optional<MemberResult> first() {
    return members.stream().findFirst();
  }

  /// The correlators that every member has.
  public List<CorrelatorResult> correlators() {
    return first().map(MemberResult::correlators).orElse(List.of());
  }

  /// The members as a figure shows them.
  public Scan scan() {
    return Scan.of(members);
  }

  /// Draws conclusions from the members of a scan and from investigations.
  public static Result of(
      Experiment experiment, RunId id, List<MemberResult> members, List<Findings> findings) {
    List<FallOff> fallOffs = FallOff.of(members);
    List<DepthGrowth> growths = DepthGrowth.of(members);
    return new Result(
        experiment,
        id,
        members,
        fallOffs,
        growths,
        findings,
        Verdict.of(members, fallOffs, growths, findings, experiment.sampling()));
  }
}
