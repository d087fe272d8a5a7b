package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.field.PointSet;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;

/// Bits do not depend on the hardware: the same ensembles in other JVMs, restricted to 128-bit and 256-bit
/// vectors, to the vector module left out, and to the interpreter.
class VectorWidthTest {

  private static final List<String> VECTORS = List.of("--add-modules=jdk.incubator.vector");

  /// All block sums of ensembles, deep ones too, that use every random law and elementary function of the presets.
  static final class Digest {
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
      long seed = Long.parseLong(arguments[0]);
      long networks = Long.parseLong(arguments[1]);
      PointSet points = PointSet.of(new double[][] {{0, 0.1}, {1, 0.5}, {-0.5, 1}});
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (NeuralField field :
          List.of(
              NeuralField.erfNet(2).width(3),
              NeuralField.reluNet(2).width(5),
              NeuralField.gaussNet(2).width(2),
              NeuralField.cosNet(2).width(4))) {
        for (Estimator estimator :
            List.of(
                Estimator.OUTPUTS,
                Estimator.ANTITHETIC,
                Estimator.GAUSSIAN_READOUT,
                Estimator.NEURON)) {
          for (Precision precision : Precision.values()) {
            for (double[] sums :
                Ensemble.of(field)
                    .networks(networks)
                    .seed(seed)
                    .estimator(estimator)
                    .precision(precision)
                    .run(points)
                    .blockSums()) {
              ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * sums.length);
              bytes.asDoubleBuffer().put(sums);
              digest.update(bytes);
            }
          }
        }
      }
      for (Precision precision : Precision.values()) {
        for (Draw draw : Draw.values()) {
          for (double[] sums :
              Ensemble.of(deep())
                  .networks(networks)
                  .seed(seed)
                  .estimator(Estimator.OUTPUTS)
                  .precision(precision)
                  .draw(draw)
                  .run(points)
                  .blockSums()) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * sums.length);
            bytes.asDoubleBuffer().put(sums);
            digest.update(bytes);
          }
        }
      }
      System.out.print(HexFormat.of().formatHex(digest.digest()));
    }

    private static NeuralField deep() {
      NeuralField one = NeuralField.erfNet(2).width(5);
      HiddenLayer layer = one.hidden().getFirst();
      return new NeuralField(2, List.of(layer, layer.withWidth(6)), one.readout());
    }
  }

  private static String digest(List<String> options, long seed, long networks)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Digest.class.getName(),
            Long.toString(seed),
            Long.toString(networks)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code of %s", command).isZero();
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-Xint"})
  void bitsDoNotDependOnTheVectors(String restriction) throws Exception {
    List<String> restricted = new ArrayList<>(VECTORS);
    restricted.add(restriction);
    // The interpreter is slow; 83 networks are blocks of one and two, as 603 are.
    long networks = restriction.equals("-Xint") ? 83 : 603;
    assertThat(digest(restricted, 7, networks)).isEqualTo(digest(VECTORS, 7, networks)).hasSize(64);
  }

  @Test
  void bitsDoNotDependOnTheVectorModule() throws Exception {
    assertThat(digest(List.of(), 7, 603)).isEqualTo(digest(VECTORS, 7, 603)).hasSize(64);
    // The negative twin: another seed is seen.
    assertThat(digest(List.of(), 8, 603)).isNotEqualTo(digest(VECTORS, 7, 603));
  }
}
