package org.nnft.app.cli;

/// What a script can tell from the end of the program.
final class ExitCode {
  static final int OK = 0;

  /// A defect of nnft.
  static final int INTERNAL = 1;

  /// The command line or the experiment file is wrong.
  static final int INVALID = 2;

  /// Sample and exact theory disagree, or a run could not be reproduced.
  static final int DISAGREES = 3;

  /// Parts of the run are missing still.
  static final int INCOMPLETE = 4;

  /// A file could not be read or written.
  static final int FILES = 5;

  private ExitCode() {}
}
