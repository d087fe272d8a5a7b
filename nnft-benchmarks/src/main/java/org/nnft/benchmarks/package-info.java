/// # How fast, and against what?
///
/// JMH benchmarks of the lanes, the sampler, the correlators and the exact theory, with variants that lost and the
/// machine's own peak; [org.nnft.benchmarks.Throughput] for comparison with other programs, and
/// [org.nnft.benchmarks.TimeToError]. `benchmarks/run` and `benchmarks/java` start them, `docs/benchmarks.md`
/// holds the figures.
package org.nnft.benchmarks;
