package org.nnft.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockFileTest {
  private static final byte[] RUN = new byte[32];

  @TempDir Path folder;

  private Path write() throws IOException {
    Path file = folder.resolve("0.blocks");
    BlockFile.write(file, RUN, 7, new double[][] {{1, 2, 3}, {4, 5, -0.0}});
    return file;
  }

  @Test
  void readsWhatItWrites() throws IOException {
    BlockFile read = BlockFile.read(write(), RUN, 3);
    assertThat(read.first()).isEqualTo(7);
    assertThat(read.count()).isEqualTo(2);
    assertThat(read.sums(0)).containsExactly(1, 2, 3);
    assertThat(read.sums(1)).containsExactly(4, 5, -0.0);
  }

  /// Cut anywhere, or with any one byte changed, a file is not believed.
  @Test
  void believesNoDamagedFile() throws IOException {
    Path file = write();
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> BlockFile.read(file, RUN, 3)).hasMessageContaining("is damaged");
      byte[] flipped = good.clone();
      flipped[length] ^= 0x10;
      Files.write(file, flipped);
      assertThatThrownBy(() -> BlockFile.read(file, RUN, 3)).hasMessageContaining("is damaged");
    }
  }

  @Test
  void belongsToOneRun() throws IOException {
    Path file = write();
    byte[] other = new byte[32];
    other[31] = 1;
    assertThatThrownBy(() -> BlockFile.read(file, other, 3))
        .hasMessageContaining("belongs to another run");
    assertThatThrownBy(() -> BlockFile.read(file, RUN, 4))
        .hasMessageContaining("belongs to another run");
  }

  /// A writer that fails half way leaves what was there, and no rubbish.
  @Test
  void anInterruptedWriteChangesNothing() throws IOException {
    Path file = write();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .hasMessageContaining("No space left");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
