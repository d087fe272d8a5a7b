/// # From an experiment to a result, whatever happens in between
///
/// Each member of a scan is a set of numbered blocks ([org.nnft.ensemble.EnsembleRun]). Finished blocks are
/// saved every few seconds under the run's folder ([org.nnft.app.run.BlockStore]); a run that was killed, a
/// part of a job array and a merge of parts differ only in which blocks exist already
/// ([org.nnft.app.run.Runner]).
@NullMarked
package org.nnft.app.run;

import org.jspecify.annotations.NullMarked;
