/// # What the user sees of a result
///
/// A table in the terminal, `result.json`, `arrays.npz`, pictures, and one self-contained page that works
/// without a network. Nothing here computes: every number comes from [org.nnft.experiment.Result].
@NullMarked
package org.nnft.app.report;

import org.jspecify.annotations.NullMarked;
