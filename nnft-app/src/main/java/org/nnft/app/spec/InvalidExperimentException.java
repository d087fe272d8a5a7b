package org.nnft.app.spec;

/// An experiment file cannot be used; the message lists every problem.
public final class InvalidExperimentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidExperimentException(String message) {
    super(message);
  }
}
