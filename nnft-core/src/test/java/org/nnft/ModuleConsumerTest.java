package org.nnft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnft.network.NeuralField;

/// A program of its own module compiles against the library's and runs.
class ModuleConsumerTest {
  private static final String MODULE = "module consumer { requires org.nnft.core; }";
  private static final String MAIN =
      """
      package consumer;

      import org.nnft.field.PointSet;
      import org.nnft.kernel.FreeTheory;
      import org.nnft.kernel.NngpKernel;
      import org.nnft.network.NeuralField;

      public class Main {
        public static void main(String[] args) {
          FreeTheory free = FreeTheory.of(NngpKernel.of(NeuralField.erfNet(1), PointSet.line(-1, 1)));
          System.out.printf(java.util.Locale.ROOT, "%.8f", free.correlator(0, 0));
        }
      }
      """;

  @TempDir Path folder;

  /// The library's classes, and the libraries beside it.
  private static String modulePath() throws URISyntaxException {
    Path classes =
        Path.of(NeuralField.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes + File.pathSeparator + libraries();
  }

  /// Jars that the library needs, from the path of this test.
  static String libraries() {
    return Arrays.stream(
            (System.getProperty("java.class.path")
                    + File.pathSeparator
                    + System.getProperty("jdk.module.path", ""))
                .split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar") && path.matches(".*(hipparchus|jspecify).*"))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void aModuleReadsTheLibrary() throws IOException, InterruptedException, URISyntaxException {
    Path sources = Files.createDirectories(folder.resolve("source/consumer"));
    Path module = Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
    Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
    Path classes = folder.resolve("classes");
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--module-path",
                modulePath(),
                "-d",
                classes.toString(),
                module.toString(),
                main.toString());
    assertThat(compiled).isZero();
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--module-path",
                    classes + File.pathSeparator + modulePath(),
                    "--module",
                    "consumer/consumer.Main"))
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
    // K(1, 1) of the Erf-net: 1 + (2/π) arcsin(4/5).
    assertThat(Files.readString(output)).isEqualTo("1.59033447");
  }
}
