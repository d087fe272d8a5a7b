package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.app.report.Resources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every shipped experiment and every command of the README runs.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir Path folder;

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /// All but the long ones: 2008.08601 runs in [#aPaperIsReproduced], φ⁴ in tests of simulation and lattice.
  static List<Path> shortExamples() throws IOException {
    return examples().stream()
        .filter(
            f ->
                Stream.of("halverson-2020", "phi4-d1", "phi4-d2")
                    .noneMatch(key -> f.startsWith(EXAMPLES.resolve(key))))
        .toList();
  }

  /// At reduced size. Agreement with exact theory fails one right run in a thousand, at these seeds none.
  @ParameterizedTest
  @MethodSource("shortExamples")
  void runsAndAgrees(Path example) {
    Terminal terminal = Terminal.run("run", example, "--runs", folder, "--networks", 4096);
    assertThat(terminal.exitCode()).as(terminal.out() + terminal.err()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void fitsTheSchema(Path example) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Resources.text("schema/experiment-schema.json"));
    assertThat(schema.validate(Files.readString(example), InputFormat.YAML)).isEmpty();
  }

  @Test
  void everyFileOfAPaperIsBundled() throws IOException {
    for (BundledPaper paper : BundledPaper.ALL) {
      try (Stream<Path> files = Files.list(EXAMPLES.resolve(paper.key()))) {
        assertThat(files.map(f -> f.getFileName().toString().replace(".yaml", "")))
            .containsExactlyInAnyOrderElementsOf(paper.experiments());
      }
    }
  }

  @Test
  void aPaperIsReproduced() throws IOException {
    Terminal terminal =
        Terminal.run("reproduce", "halverson-2020", "--runs", folder, "--networks", 2048);
    assertThat(terminal.exitCode()).as(terminal.out() + terminal.err()).isEqualTo(ExitCode.OK);
    String page = Files.readString(folder.resolve("reproduce-halverson-2020/index.html"));
    assertThat(page)
        .contains("Erf-net at finite width, d = 3", "Gauss-net at finite width, d = 2")
        .contains("data:image/svg+xml", "report.html")
        .doesNotContain("{{");
  }

  /// The README's Python lines print what result.json says; where there is no NumPy nothing is tested.
  @Test
  void pythonOfTheReadmeReadsTheArrays() throws IOException, InterruptedException {
    assumeThat(python("import numpy")).as("python3 with NumPy").isPresent();
    Path example = EXAMPLES.resolve("halverson-2020/erf-net.yaml");
    Terminal.run("run", example, "--runs", folder, "--networks", 1000);
    Path run;
    try (Stream<Path> files = Files.list(folder)) {
      run = files.findFirst().orElseThrow();
    }
    String readme = Files.readString(Path.of("..", "README.md"));
    int begin = readme.indexOf("```python\n") + "```python\n".length();
    String code =
        readme
            .substring(begin, readme.indexOf("```", begin))
            .replaceAll("runs/erf-net-[0-9a-f]{8}", run.toString());
    JsonNode first =
        JsonMapper.shared()
            .readTree(Files.readString(run.resolve("result.json")))
            .at("/members/0/correlators/3");
    assertThat(first.get("symbol").stringValue()).isEqualTo("G4c");
    assertThat(python("import numpy; numpy.set_printoptions(precision=17)\n" + code).orElseThrow())
        .startsWith("[   2    3    4    5   10   20   50  100  500 1000]")
        .contains("[" + first.at("/values/0/value").doubleValue());
  }

  /// What python3 prints; empty if it fails or does not exist.
  private static Optional<String> python(String code) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("python3", "-c", code)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Test
  void commandsOfTheReadmeRun() throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("./nnft "))
            .map(line -> line.replaceFirst("\\s+#.*$", ""))
            // Papers take longest, and run in a test of their own.
            .filter(line -> !line.startsWith("./nnft reproduce"))
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(4);
    Terminal.run(
        "run",
        EXAMPLES.resolve("halverson-2020/erf-net.yaml"),
        "--runs",
        folder,
        "--networks",
        1000);
    Path run;
    try (Stream<Path> files = Files.list(folder)) {
      run = files.findFirst().orElseThrow();
    }
    for (String command : commands) {
      String[] words = command.split("\\s+");
      List<Object> args = new java.util.ArrayList<>();
      for (String word : List.of(words).subList(1, words.length)) {
        args.add(
            word.startsWith("examples/")
                ? Path.of("..").resolve(word)
                : word.startsWith("runs/") ? run : word);
      }
      if (List.of("run", "merge", "reproduce").contains(words[1])) {
        args.addAll(List.of("--runs", folder, "--networks", 1000));
      }
      Terminal terminal = Terminal.run(args.toArray());
      assertThat(terminal.exitCode()).as(command + terminal.err()).isEqualTo(ExitCode.OK);
    }
  }
}
