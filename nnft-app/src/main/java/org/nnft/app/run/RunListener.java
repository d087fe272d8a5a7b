package org.nnft.app.run;

/// Hears how a run goes on. Called from one thread at a time.
public interface RunListener {

  /// A member begins, or goes on with more networks.
  ///
  /// @param networks that will exist in the end
  /// @param done networks whose blocks exist already
  void started(String label, long networks, long done);

  /// An investigation begins some work of its own, or goes on with it.
  ///
  /// @param units that will exist in the end
  /// @param done units that exist already
  void startedUnits(String label, long units, long done);

  /// So many networks of the current member, or units of the current work, exist now.
  void progressed(long networks, String estimate);

  /// The current member or work is done.
  void finished();

  /// Something to tell the user, with the result unharmed.
  void warn(String message);

  /// Hears nothing.
  static RunListener silent() {
    return new RunListener() {
      @Override
      public void started(String label, long networks, long done) {}

      @Override
      public void startedUnits(String label, long units, long done) {}

      @Override
      public void progressed(long networks, String estimate) {}

      @Override
      public void finished() {}

      @Override
      public void warn(String message) {}
    };
  }
}
