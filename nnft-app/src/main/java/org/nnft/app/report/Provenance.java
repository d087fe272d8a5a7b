package org.nnft.app.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.OptionalLong;
import org.nnft.app.run.Build;
import org.nnft.math.Lanes;

/// Where a result comes from. None of it changes the bits of the numbers.
///
/// @param program nnft's version
/// @param build what the program's code is, in 8 hexadecimal digits
/// @param file the experiment file
/// @param seconds that this program ran; blocks that existed before are not counted
/// @param threads it ran on
/// @param networksOption the number of networks where the command line named one
public record Provenance(
    String program,
    String build,
    String file,
    String finished,
    double seconds,
    int threads,
    String arithmetic,
    String java,
    String machine,
    OptionalLong networksOption) {

  /// Of this program, now.
  public static Provenance now(
      Path file, double seconds, int threads, OptionalLong networksOption) {
    Runtime.Version java = Runtime.version();
    return new Provenance(
        version(),
        Build.fingerprint().brief(),
        file.toAbsolutePath().normalize().toString(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        seconds,
        threads,
        Lanes.best().name(),
        "%s (%s)".formatted(java, System.getProperty("java.vm.name")),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
        networksOption);
  }

  /// The program's version.
  public static String version() {
    return Objects.requireNonNullElse(
        Provenance.class.getPackage().getImplementationVersion(), "development");
  }
}
