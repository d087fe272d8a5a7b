package org.nnft.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Files that are part of the program.
public final class Resources {

  private Resources() {}

  /// The content of `org/nnft/app/<name>`.
  ///
  /// @throws IllegalArgumentException if there is no such file
  public static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream("/org/nnft/app/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("the program has no file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the program's own file " + name, e);
    }
  }

  /// The same as text.
  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
