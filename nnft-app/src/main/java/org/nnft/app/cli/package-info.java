/// # The command line
///
/// | command | what it does |
/// |---------|--------------|
/// | `run` | runs an experiment file, or parts of it, and writes a report |
/// | `merge` | joins parts that were run elsewhere |
/// | `verify` | runs again what a run folder holds and compares the bits |
/// | `reproduce` | runs a bundled paper |
/// | `kernel` | prints the kernel of an experiment's networks |
/// | `cite` | prints the BibTeX of what a run used |
/// | `list` | activations, densities, presets, studies |
/// | `schema` | JSON schema of experiment files and of results |
///
/// Exit codes are in [org.nnft.app.cli.ExitCode].
@NullMarked
package org.nnft.app.cli;

import org.jspecify.annotations.NullMarked;
