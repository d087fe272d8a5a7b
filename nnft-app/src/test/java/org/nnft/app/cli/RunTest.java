package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnft.app.report.Resources;
import org.nnft.io.Npy;
import org.nnft.io.Npz;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunTest {
  private static final String TEXT =
      """
      nnft: 1
      title: Erf-net
      question: How does it fall off?
      field: {preset: erf-net, width: [2, 4, 8, 16]}
      points: [[-1], [0.3], [1]]
      sampling: {networks: 2e4, seed: 9}
      studies:
        - correlators: {orders: [2, 4], connected: true}
        - free-field: {configuration: [0.1, 0.2, 0.3]}
      """;

  @TempDir Path folder;

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("erf.yaml"), TEXT);
  }

  private static Path only(Path runs) throws IOException {
    try (Stream<Path> files = Files.list(runs)) {
      List<Path> folders = files.filter(Files::isDirectory).toList();
      assertThat(folders).hasSize(1);
      return folders.getFirst();
    }
  }

  private Path run(String runs, Object... options) throws IOException {
    Object[] args = new Object[4 + options.length];
    args[0] = "run";
    args[1] = file();
    args[2] = "--runs";
    args[3] = folder.resolve(runs);
    System.arraycopy(options, 0, args, 4, options.length);
    Terminal terminal = Terminal.run(args);
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.OK);
    return only(folder.resolve(runs));
  }

  private static JsonNode result(Path run) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(run.resolve("result.json")));
  }

  private static Schema schema(String name) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Resources.text("schema/" + name));
  }

  @Test
  void aRunLeavesEverythingBehind() throws IOException {
    Path run = run("a");
    assertThat(Files.readString(run.resolve("experiment.yaml"))).isEqualTo(TEXT);
    assertThat(
            schema("result-schema.json")
                .validate(Files.readString(run.resolve("result.json")), InputFormat.JSON))
        .isEmpty();
    JsonNode result = result(run);
    assertThat(result.get("agrees").booleanValue()).isTrue();
    assertThat(result.at("/fallOffs/3/powerLaw/exponent/value").doubleValue())
        .isBetween(0.95, 1.05);
    assertThat(run.resolve("figures/deviation.svg")).content().contains("<svg");
    assertThat(run.resolve("figures/pulls.svg")).content().contains("<svg");
    String page = Files.readString(run.resolve("report.html"));
    assertThat(page)
        .contains(
            "How does it fall off?", "Plotly.newPlot", "katex.render", "@article{halverson2020")
        .contains("Sample and exact theory agree", "ln P =");
    // Our own markup, without the vendored scripts, asks for nothing from a network.
    String markup = page.replaceAll("(?s)<(script|style)>.*?</(script|style)>", "");
    assertThat(markup).doesNotContain("{{", "http:", "https:", "src=");
  }

  /// The reference's K(−1, −1) = 1.5903344706017 by way of the archive.
  @Test
  void arraysHoldTheNumbers() throws IOException {
    Path run = run("a");
    Path array = folder.resolve("x.npy");
    Npz.extract(run.resolve("arrays.npz"), "kernel", array);
    Npy kernel = Npy.map(array);
    assertThat(kernel.shape()).containsExactly(4, 3, 3);
    assertThat(kernel.at(0, 0, 0))
        .isCloseTo(1.5903344706017, org.assertj.core.api.Assertions.within(1e-12));
    Npz.extract(run.resolve("arrays.npz"), "G4c", array);
    assertThat(Npy.map(array).shape()).containsExactly(4, 15);
    assertThat(Npy.map(array).at(1, 0))
        .isEqualTo(result(run).at("/members/1/correlators/3/values/0/value").doubleValue());
  }

  @Test
  void threadsAndPartsAndRerunsGiveTheSameBits() throws IOException {
    Path one = run("one", "--threads", 1);
    byte[] bits = Files.readAllBytes(one.resolve("arrays.npz"));
    assertThat(Files.readAllBytes(run("two", "--threads", 2).resolve("arrays.npz")))
        .isEqualTo(bits);
    // Again: nothing is drawn, everything is written anew.
    assertThat(Files.readAllBytes(run("two").resolve("arrays.npz"))).isEqualTo(bits);
    Path left = run("left", "--shards", "0-411/1000");
    assertThat(left.resolve("result.json")).doesNotExist();
    Terminal early = Terminal.run("merge", file(), "--runs", folder.resolve("left"));
    assertThat(early.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(early.err()).contains("Parts of the run are missing");
    Path right = run("right", "--shards", "412-999/1000");
    Terminal merged =
        Terminal.run("merge", file(), left, right, "--runs", folder.resolve("merged"));
    assertThat(merged.exitCode()).as(merged.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllBytes(only(folder.resolve("merged")).resolve("arrays.npz")))
        .isEqualTo(bits);
  }

  @Test
  void anotherSeedGivesOtherBitsAndAnotherRun() throws IOException {
    Path first = run("a");
    Files.writeString(folder.resolve("b.yaml"), TEXT.replace("seed: 9", "seed: 10"));
    Terminal terminal =
        Terminal.run("run", folder.resolve("b.yaml"), "--runs", folder.resolve("b"));
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.OK);
    Path second = only(folder.resolve("b"));
    assertThat(result(second).get("id")).isNotEqualTo(result(first).get("id"));
    assertThat(Files.mismatch(first.resolve("arrays.npz"), second.resolve("arrays.npz")))
        .isNotNegative();
  }

  /// Order of keys, layout, title and comments change no number, hence not the run's name.
  @Test
  void layoutDoesNotMatter() throws IOException {
    Path first = run("a");
    Path other =
        Files.writeString(
            folder.resolve("erf.yaml"),
            """
            # The same experiment.
            studies:
              - correlators: {connected: true, orders: [4, 2]}
              - free-field: {configuration: [0.1, 0.2, 0.3]}
            sampling:
              seed: 9
              networks: 20000
            points: [-1, 0.3, 1]
            title: Another title
            field:
              width: [2, 4, 8, 16]
              preset: erf-net
            nnft: 1
            """);
    Terminal terminal = Terminal.run("run", other, "--runs", folder.resolve("b"));
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result(only(folder.resolve("b"))).get("id")).isEqualTo(result(first).get("id"));
  }

  @Test
  void verifyComparesBits() throws IOException {
    Path run = run("a", "--networks", "5e3");
    Terminal good = Terminal.run("verify", run);
    assertThat(good.out()).contains("Reproduced: every bit");
    assertThat(good.exitCode()).isEqualTo(ExitCode.OK);
    byte[] arrays = Files.readAllBytes(run.resolve("arrays.npz"));
    arrays[arrays.length / 2] ^= 1;
    Files.write(run.resolve("arrays.npz"), arrays);
    Terminal bad = Terminal.run("verify", run);
    assertThat(bad.out()).contains("NOT reproduced");
    assertThat(bad.exitCode()).isEqualTo(ExitCode.DISAGREES);
    Files.writeString(run.resolve("experiment.yaml"), TEXT.replace("seed: 9", "seed: 10"));
    assertThat(Terminal.run("verify", run).out()).contains("was made from another experiment");
  }

  /// A damaged file of blocks is reported and its blocks are drawn again.
  @Test
  void damagedBlocksAreDrawnAgain() throws IOException {
    Path run = run("a");
    byte[] bits = Files.readAllBytes(run.resolve("arrays.npz"));
    Path block;
    try (Stream<Path> files = Files.walk(run.resolve("blocks"))) {
      block = files.filter(f -> f.toString().endsWith(".blocks")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(block);
    bytes[200] ^= 1;
    Files.write(block, bytes);
    Terminal terminal = Terminal.run("run", file(), "--runs", folder.resolve("a"));
    assertThat(terminal.err()).contains("is damaged");
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllBytes(run.resolve("arrays.npz"))).isEqualTo(bits);
  }

  @Test
  void aTargetErrorIsReached() throws IOException {
    Files.writeString(
        folder.resolve("t.yaml"),
        TEXT.replace("networks: 2e4", "networks: 2000, targetRelativeError: 0.01"));
    Terminal terminal =
        Terminal.run("run", folder.resolve("t.yaml"), "--runs", folder.resolve("t"));
    assertThat(terminal.exitCode()).as(terminal.err()).isEqualTo(ExitCode.OK);
    for (JsonNode member : result(only(folder.resolve("t"))).get("members")) {
      assertThat(member.get("networks").longValue()).isGreaterThan(2000);
      for (JsonNode correlator : member.get("correlators")) {
        assertThat(correlator.get("relativeError").doubleValue()).isLessThanOrEqualTo(0.01);
      }
    }
    Files.writeString(
        folder.resolve("t.yaml"),
        TEXT.replace(
            "networks: 2e4", "networks: 1000, mostNetworks: 2000, targetRelativeError: 0.001"));
    Terminal capped =
        Terminal.run("run", folder.resolve("t.yaml"), "--runs", folder.resolve("capped"));
    assertThat(capped.out())
        .contains("larger than the 0.0010 wanted", "the cap of 2,000 is reached (N = 2: 0.");
  }

  @Test
  void quietIsQuietAndJsonIsJson() throws IOException {
    Terminal quiet =
        Terminal.run("run", file(), "--runs", folder.resolve("q"), "--networks", 2000, "--quiet");
    assertThat(quiet.out()).isEmpty();
    Terminal json =
        Terminal.run("run", file(), "--runs", folder.resolve("q"), "--networks", 2000, "--json");
    assertThat(schema("result-schema.json").validate(json.out(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void otherCommandsAnswer() throws IOException {
    assertThat(Terminal.run("kernel", file()).out()).contains("1.590334471", "rank 3");
    Path run = run("a", "--networks", 1000);
    assertThat(Terminal.run("cite", run).out())
        .contains("@article{halverson2020", "@inproceedings{williams1997", "@article{roy1958");
    assertThat(Terminal.run("list").out()).contains("erf-net", "student-t", "gelu", "free-field");
    assertThat(Terminal.run("schema").out()).contains("\"nnft experiment\"");
    assertThat(Terminal.run("schema", "--result").out()).contains("\"nnft result\"");
    assertThat(Terminal.run("generate-completion").out()).contains("_complete_nnft");
    assertThat(Terminal.run("--version").out()).startsWith("nnft ");
    assertThat(Terminal.run("run", "--help").out()).contains("--shards");
  }

  /// Outputs made elsewhere, in both of NumPy's layouts, held against theory.
  @Test
  void samplesGoThroughTheSameStudies() throws IOException {
    int networks = 20_000;
    java.util.Random random = new java.util.Random(5);
    double[] outputs = new double[2 * networks];
    for (int m = 0; m < networks; m++) {
      // f(x) = c + V erf(W x + b), the Erf-net of width 1.
      double w = random.nextGaussian();
      double b = random.nextGaussian();
      double v = random.nextGaussian();
      double c = random.nextGaussian();
      for (int p = 0; p < 2; p++) {
        outputs[2 * m + p] = c + v * org.hipparchus.special.Erf.erf(w * (p == 0 ? -1 : 1) + b);
      }
    }
    org.nnft.io.AtomicFile.write(
        folder.resolve("f.npy"), out -> Npy.write(out, outputs, networks, 2));
    String text =
        """
        nnft: 1
        field: {samples: f.npy, theory: {preset: erf-net, width: 1, sigma_b: 1}}
        points: [[-1], [1]]
        studies: [correlators: {orders: [1, 2], connected: true}]
        """;
    Path file = Files.writeString(folder.resolve("s.yaml"), text);
    Terminal right = Terminal.run("run", file, "--runs", folder.resolve("s"));
    assertThat(right.exitCode()).as(right.out() + right.err()).isEqualTo(ExitCode.OK);
    assertThat(Terminal.run("verify", only(folder.resolve("s"))).exitCode()).isEqualTo(ExitCode.OK);
    // The negative twin: σ_b wrong by 10 %.
    Path wrong =
        Files.writeString(folder.resolve("w.yaml"), text.replace("sigma_b: 1", "sigma_b: 1.1"));
    assertThat(Terminal.run("run", wrong, "--runs", folder.resolve("w")).exitCode())
        .isEqualTo(ExitCode.DISAGREES);
    // Without a network there is nothing to compare with, and that is no failure.
    Path alone =
        Files.writeString(
            folder.resolve("n.yaml"), "nnft: 1\nfield: {samples: f.npy}\nstudies: [correlators]\n");
    Terminal open = Terminal.run("run", alone, "--runs", folder.resolve("n"));
    Path studies =
        Files.writeString(
            folder.resolve("q.yaml"),
            """
            nnft: 1
            field: {samples: f.npy}
            points: [[-1], [1]]
            studies:
              - symmetry: {inputs: [reflections]}
              - axioms: {degree: 1}
              - generating-functional
            """);
    Terminal asked = Terminal.run("run", studies, "--runs", folder.resolve("q"));
    assertThat(asked.exitCode()).as(asked.err()).isEqualTo(ExitCode.OK);
    assertThat(asked.out())
        .contains("Z₂ on inputs: not derived, not seen broken", "W is sampled alone");
    Path far =
        Files.writeString(
            folder.resolve("far.yaml"),
            "nnft: 1\nfield: {samples: f.npy}\npoints: [[-1], [1]]\nstudies: [locality: {from: 0.5, to: 2, count: 5}]\n");
    assertThat(Terminal.run("run", far, "--runs", folder.resolve("f")).err())
        .contains("the samples tell nothing at the point");
    assertThat(open.out()).contains("There is no exact result");
    assertThat(open.exitCode()).isEqualTo(ExitCode.OK);
  }
}
