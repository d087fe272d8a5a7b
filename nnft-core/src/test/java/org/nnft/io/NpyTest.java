package org.nnft.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
  @TempDir Path folder;

  /// A file as the format's definition says, not as our writer does it.
  private Path npy(String dict, byte[] data) throws IOException {
    byte[] header = (dict + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length & 0xff);
    out.write(header.length >> 8);
    out.write(header);
    out.write(data);
    return Files.write(folder.resolve("a.npy"), out.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({"<f8,False", ">f8,False", "<f4,True", ">f4,True", "<f8,True"})
  void readsBothPrecisionsByteOrdersAndLayouts(String type, String fortran) throws IOException {
    ByteBuffer data =
        ByteBuffer.allocate(6 * (type.charAt(2) - '0'))
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    // Entry (i, j) of a 2 × 3 array is 10 i + j.
    for (int k = 0; k < 6; k++) {
      boolean columns = fortran.equals("True");
      double value = columns ? 10 * (k % 2) + k / 2 : 10 * (k / 3) + k % 3;
      if (type.endsWith("4")) {
        data.putFloat((float) value);
      } else {
        data.putDouble(value);
      }
    }
    Npy array =
        Npy.map(
            npy(
                "{'descr': '%s', 'fortran_order': %s, 'shape': (2, 3), }".formatted(type, fortran),
                data.array()));
    assertThat(array.shape()).containsExactly(2, 3);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(array.at(i, j)).isEqualTo(10.0 * i + j);
      }
    }
  }

  @Test
  void readsWhatItWrites() throws IOException {
    double[] values = {1, -2.5, Double.MIN_VALUE, 1e300, 0, -0.0};
    Path file = folder.resolve("b.npy");
    try (OutputStream out = Files.newOutputStream(file)) {
      Npy.write(out, values, 3, 2);
    }
    assertThat(Files.size(file) % 8).isZero();
    Npy array = Npy.map(file);
    for (int k = 0; k < 6; k++) {
      assertThat(Double.doubleToRawLongBits(array.at(k / 2, k % 2)))
          .isEqualTo(Double.doubleToRawLongBits(values[k]));
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path text = Files.writeString(folder.resolve("t.npy"), "1,2,3,4,5,6,7,8");
    assertThatThrownBy(() -> Npy.map(text)).hasMessageContaining("is no .npy file");
    Path empty = Files.createFile(folder.resolve("e.npy"));
    assertThatThrownBy(() -> Npy.map(empty)).hasMessageContaining("is no .npy file");
    Path truncated =
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (9, 9), }", new byte[64]);
    assertThatThrownBy(() -> Npy.map(truncated))
        .hasMessageContaining("promises 648 bytes of data for shape [9, 9], it has 64");
    Path integers = npy("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", new byte[8]);
    assertThatThrownBy(() -> Npy.map(integers))
        .hasMessageContaining("numbers of type '<i8'; allowed are float32 and float64");
    Path strange = npy("{'shape': 'huge'}", new byte[8]);
    assertThatThrownBy(() -> Npy.map(strange))
        .hasMessageContaining("header that is not understood");
    assertThatThrownBy(() -> Npy.map(folder.resolve("absent.npy"))).isInstanceOf(IOException.class);
    Path flat = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", new byte[8]);
    assertThatThrownBy(() -> NpySamples.map(flat))
        .hasMessageContaining("has shape [1]; allowed are (networks, points)");
  }

  @Test
  void archivesOfEqualArraysAreEqual() throws IOException {
    Path file = folder.resolve("a.npz");
    byte[] first = archive();
    AtomicFile.write(file, out -> out.write(first));
    assertThat(archive()).isEqualTo(first);
    Path unpacked = Files.createTempFile(folder, "x", ".npy");
    Npz.extract(file, "two", unpacked);
    assertThat(Npy.map(unpacked).at(1)).isEqualTo(4);
    assertThatThrownBy(() -> Npz.extract(file, "", unpacked))
        .hasMessageContaining("holds the arrays [one, two]; name one of them");
    Path broken = Files.write(folder.resolve("c.npz"), Arrays.copyOf(first, 100));
    assertThatThrownBy(() -> Npz.extract(broken, "one", unpacked))
        .hasMessageContaining("is no .npz file or is damaged");
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Npz npz = new Npz(bytes)) {
      npz.add("one", new long[] {1, 2}, 2);
      npz.add("two", new double[] {3, 4}, 2);
    }
    return bytes.toByteArray();
  }
}
