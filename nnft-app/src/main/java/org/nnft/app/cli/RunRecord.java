package org.nnft.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run folder's `result.json` says about how it was made.
///
/// @param id of the run
/// @param program nnft's version
/// @param file the experiment file's place, against which its paths count
/// @param networks the number of networks where the command line named one
/// @param citations keys in the bibliography
record RunRecord(
    String id, String program, Path file, OptionalLong networks, List<String> citations) {

  /// @throws IllegalArgumentException if the folder holds no finished run
  static RunRecord read(Path folder) throws IOException {
    Path file = folder.resolve("result.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          folder + " holds no finished run: there is no result.json in it");
    }
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
      JsonNode option = root.at("/provenance/networksOption");
      return new RunRecord(
          text(root.get("id")),
          text(root.at("/provenance/program")),
          Path.of(text(root.at("/provenance/file"))),
          option.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(option.longValue()),
          root.get("citations").valueStream().map(JsonNode::stringValue).toList());
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode node) {
    return Objects.requireNonNull(node, "an entry is missing").stringValue();
  }

  /// The folder against which paths in the experiment file count.
  Path folderOfFile() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
