package org.nnft.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @Test
  void everyFileCounts(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/One.class"), "one");
    Files.writeString(folder.resolve("Two.class"), "two");
    String before = Build.of(folder).hex();
    assertThat(Build.of(folder).hex()).isEqualTo(before);
    Files.writeString(folder.resolve("a/One.class"), "uno");
    assertThat(Build.of(folder).hex()).isNotEqualTo(before);
  }

  @Test
  void theProgramKnowsItsOwnCode() {
    assertThat(Build.fingerprint().hex()).hasSize(64);
  }
}
