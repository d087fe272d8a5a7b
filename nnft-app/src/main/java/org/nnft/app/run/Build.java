package org.nnft.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nnft.experiment.RunId;

/// The code that computes the numbers.
///
/// Blocks that another build of the program left behind are no part of a run: a mended formula must not meet sums of the
/// old one.
public final class Build {
  private static final RunId FINGERPRINT = of(origin());

  private Build() {}

  /// SHA-256 of the library's classes. The build is reproducible, so that equal sources give equal fingerprints.
  public static RunId fingerprint() {
    return FINGERPRINT;
  }

  private static Path origin() {
    try {
      return Path.of(RunId.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the library's own place is no path", e);
    }
  }

  /// Of a jar, or of a folder of classes.
  static RunId of(Path origin) {
    try {
      if (Files.isRegularFile(origin)) {
        return RunId.ofFile(origin);
      }
      List<String> parts = new ArrayList<>();
      try (Stream<Path> files = Files.walk(origin)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          parts.add(origin.relativize(file).toString());
          parts.add(RunId.ofFile(file).hex());
        }
      }
      return RunId.of(parts.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the program's own code at " + origin, e);
    }
  }
}
