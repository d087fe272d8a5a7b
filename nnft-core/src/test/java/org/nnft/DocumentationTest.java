package org.nnft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reference documentation builds: every link finds its target, and no formula in square brackets is taken for one.
class DocumentationTest {

  @Test
  void javadocHasNoErrors(@TempDir Path folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-Xdoclint:all,-missing",
                "--module-path",
                ModuleConsumerTest.libraries(),
                "--add-modules",
                "jdk.incubator.vector",
                "-d",
                folder.toString()));
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      sources
          .filter(f -> f.toString().endsWith(".java"))
          .map(Path::toString)
          .forEach(arguments::add);
    }
    StringWriter log = new StringWriter();
    PrintWriter out = new PrintWriter(log);
    int exit =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    assertThat(exit).as(log.toString()).isZero();
    // That the Vector API incubates is nothing to mend.
    assertThat(log.toString().lines().filter(line -> !line.contains("incubating")))
        .noneMatch(line -> line.contains("warning:"));
  }
}
