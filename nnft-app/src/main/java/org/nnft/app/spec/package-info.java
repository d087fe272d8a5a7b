/// # Experiment files: from YAML to [org.nnft.experiment.Experiment]
///
/// A file is read into a tree that remembers lines ([org.nnft.app.spec.YamlTree]), then bound by hand to the
/// records of the library, which *are* the file's content. Every problem is collected before anything is
/// thrown ([org.nnft.app.spec.Problems]): line, path, what was found, what is allowed.
///
/// [org.nnft.app.spec.SpelledField] goes the other way: a preset as the spelled-out network that it stands
/// for.
@NullMarked
package org.nnft.app.spec;

import org.jspecify.annotations.NullMarked;
