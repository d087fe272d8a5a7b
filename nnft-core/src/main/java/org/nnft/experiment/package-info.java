/// # What was asked, and what came out?
///
/// An [org.nnft.experiment.Experiment] is the content of an experiment file: a field (networks, or outputs
/// made elsewhere), points, how to sample, which studies. Each member of a scan is measured and held against
/// the theory that is known for it ([org.nnft.study.Theory]); that gives a
/// [org.nnft.experiment.MemberResult] with a [org.nnft.experiment.CorrelatorResult] per correlator. A scan of
/// widths adds how deviations from the free theory fall off ([org.nnft.experiment.FallOff]). The verdict in
/// words is in [org.nnft.experiment.Verdict].
///
/// Nothing here reads files or prints; that is the program's part. Depends on everything above.
package org.nnft.experiment;
