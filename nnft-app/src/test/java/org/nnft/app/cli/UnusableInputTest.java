package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnft.io.AtomicFile;
import org.nnft.io.Npy;

/// Files, samples and command lines that cannot be used get an error that says why, an exit code, and no stack trace; the good
/// file of which they are changes runs ([BadInputTest#theGoodFileIsGood()]).
class UnusableInputTest {
  private static final String GOOD = BadInputTest.GOOD;

  @TempDir Path folder;

  private void assertExplained(int exitCode, String said, Object... args) {
    Terminal terminal = Terminal.run(args);
    assertThat(terminal.err()).contains(said).doesNotContain("\tat ");
    assertThat(terminal.exitCode()).isEqualTo(exitCode);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path samples(int... shape) throws IOException {
    Path file = folder.resolve("f.npy");
    int size = 1;
    for (int n : shape) {
      size *= n;
    }
    double[] values = new double[size];
    AtomicFile.write(file, out -> Npy.write(out, values, shape));
    return file;
  }

  @Test
  void filesThatCannotBeUsedAreExplained() throws IOException {
    Path runs = folder.resolve("runs");
    assertExplained(
        ExitCode.FILES, "There is no file", "run", folder.resolve("absent.yaml"), "--runs", runs);
    assertExplained(ExitCode.FILES, "is a folder; name an experiment file", "run", folder);
    assertExplained(ExitCode.INVALID, "the file is empty", "run", write("e.yaml", ""));
    Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertExplained(ExitCode.FILES, "is no text in UTF-8", "run", binary);
    Path blocked = write("blocked", "a file where a folder should be");
    assertExplained(ExitCode.FILES, "blocked", "run", write("good.yaml", GOOD), "--runs", blocked);
    assertExplained(
        ExitCode.INVALID,
        "a second document begins",
        "run",
        write("two.yaml", GOOD + "---\n" + GOOD));
  }

  @Test
  void samplesThatCannotBeUsedAreExplained() throws IOException {
    String text =
        """
        nnft: 1
        field: {samples: f.npy}
        points: [[-1], [1]]
        studies: [correlators]
        """;
    Path file = write("s.yaml", text);
    assertExplained(ExitCode.FILES, "There is no file", "run", file, "--runs", folder);
    write("f.npy", "not an array");
    assertExplained(ExitCode.INVALID, "is no .npy file", "run", file, "--runs", folder);
    samples(100, 3);
    assertExplained(
        ExitCode.INVALID,
        "holds outputs at 3 points, the experiment names 2",
        "run",
        file,
        "--runs",
        folder);
    samples(4, 2);
    assertExplained(
        ExitCode.INVALID,
        "error bars need at least 16 networks, got 4",
        "run",
        file,
        "--runs",
        folder);
    byte[] whole = Files.readAllBytes(samples(100, 2));
    Files.write(folder.resolve("f.npy"), Arrays.copyOf(whole, 500));
    assertExplained(ExitCode.INVALID, "is truncated", "run", file, "--runs", folder);
    double[] values = new double[200];
    values[55] = Double.NaN;
    AtomicFile.write(folder.resolve("f.npy"), out -> Npy.write(out, values, 100, 2));
    assertExplained(
        ExitCode.INVALID, "network 27, point 1, output 0 is NaN", "run", file, "--runs", folder);
    write("f.npz", "no archive");
    Path archive = write("z.yaml", text.replace("f.npy", "f.npz"));
    assertExplained(
        ExitCode.INVALID, "is no .npz file or is damaged", "run", archive, "--runs", folder);
    Path theory =
        write(
            "t.yaml",
            text.replace("{samples: f.npy}", "{samples: f.npy, theory: {preset: erf-net}}")
                .replace("points: [[-1], [1]]\n", ""));
    assertExplained(ExitCode.INVALID, "their points must be known; add points", "run", theory);
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItStarts() throws IOException {
    Path file =
        write(
            "large.yaml",
            """
            nnft: 1
            field: {preset: erf-net, width: 5}
            points: {line: {from: 0, to: 1, count: 100}}
            studies: [correlators: {orders: [8]}]
            """);
    assertExplained(
        ExitCode.INVALID, "use fewer points or lower orders", "run", file, "--runs", folder);
    Path estimator =
        write(
            "est.yaml",
            GOOD.replace("networks: 100", "networks: 100, estimator: gaussian-readout")
                .replace(
                    "{preset: erf-net, width: 5}",
                    "{hidden: [{activation: erf}], readout: {weights: rademacher}}"));
    assertExplained(
        ExitCode.INVALID,
        "gaussian-readout is for normal output weights, normal output biases or none",
        "run",
        estimator,
        "--runs",
        folder);
  }

  @Test
  void layersNeedGaussianWeights() throws IOException {
    Path file =
        write(
            "layers.yaml",
            GOOD.replace("networks: 100", "networks: 100, draw: layers")
                .replace(
                    "{preset: erf-net, width: 5}",
                    "{hidden: [{activation: erf}], readout: {weights: rademacher}}"));
    assertExplained(
        ExitCode.INVALID,
        "layers is for independent parameters, normal weights",
        "run",
        file,
        "--runs",
        folder);
  }

  @Test
  void layersWithoutEffectAreRefused() throws IOException {
    Path given =
        write(
            "given.yaml",
            GOOD.replace("networks: 100", "draw: layers")
                .replace("{preset: erf-net, width: 5}", "{samples: f.npy}"));
    samples(100, 2);
    assertExplained(
        ExitCode.INVALID,
        "layers is a way to draw networks, and these are given; leave it out",
        "run",
        given,
        "--runs",
        folder);
    Path free =
        write(
            "free.yaml",
            GOOD.replace("networks: 100", "networks: 100, draw: layers")
                .replace("[correlators]", "[free-field]"));
    assertExplained(
        ExitCode.INVALID,
        "layers is for correlators, which none of the studies takes; leave it out",
        "run",
        free,
        "--runs",
        folder);
  }

  @Test
  void wrongCommandLinesAreExplained() throws IOException {
    Path good = write("good.yaml", GOOD);
    assertExplained(ExitCode.INVALID, "Missing required parameter: 'FILE'", "run");
    assertExplained(ExitCode.INVALID, "Unknown option", "run", good, "--thread", 2);
    assertExplained(
        ExitCode.INVALID, "--threads must be at least 1, got 0", "run", good, "--threads", 0);
    assertExplained(
        ExitCode.INVALID,
        "Invalid value for option '--networks'",
        "run",
        good,
        "--networks",
        "many");
    assertExplained(
        ExitCode.INVALID, "--networks must be at least 16, got 3", "run", good, "--networks", 3);
    assertExplained(
        ExitCode.INVALID,
        "--shards takes a/K or a-b/K",
        "run",
        good,
        "--runs",
        folder,
        "--shards",
        "1of5");
    assertExplained(
        ExitCode.INVALID,
        "numbered from 0 to K − 1",
        "run",
        good,
        "--runs",
        folder,
        "--shards",
        "5/5");
    assertExplained(ExitCode.INVALID, "holds no finished run", "verify", folder);
    assertExplained(ExitCode.INVALID, "holds no finished run", "cite", folder);
    assertExplained(
        ExitCode.INVALID,
        "unknown paper 'halverson'; bundled are ",
        "reproduce",
        "halverson",
        "--runs",
        folder);
    assertExplained(ExitCode.INVALID, "is no run folder", "merge", good, folder, "--runs", folder);
    Path target = write("target.yaml", GOOD.replace("networks: 100", "targetRelativeError: 0.5"));
    assertExplained(
        ExitCode.INVALID,
        "cannot be cut into parts",
        "run",
        target,
        "--runs",
        folder,
        "--shards",
        "0/2");
  }
}
