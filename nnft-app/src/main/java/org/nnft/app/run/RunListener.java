package org.nnft.app.run;

/// Hears how a run goes on. Called from one thread at a time.
public interface RunListener {

  /// A member begins, or goes on with more networks.
  ///
  /// @param networks that will exist in the end
  /// @param done networks whose blocks exist already
  void started(String label, long networks, long done);

  /// So many networks of the current member exist now.
  void progressed(long networks, String estimate);

  /// The current member is done.
  void finished();

  /// Something to tell the user, with the result unharmed.
  void warn(String message);

  /// Hears nothing.
  static RunListener silent() {
    return new RunListener() {
      @Override
      public void started(String label, long networks, long done) {}

      @Override
      public void progressed(long networks, String estimate) {}

      @Override
      public void finished() {}

      @Override
      public void warn(String message) {}
    };
  }
}
