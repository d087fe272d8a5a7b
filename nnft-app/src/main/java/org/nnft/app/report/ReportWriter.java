package org.nnft.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nnft.app.run.RunFolder;
import org.nnft.experiment.Result;
import org.nnft.io.AtomicFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes every file of a finished run, each whole or not at all.
public final class ReportWriter {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportWriter() {}

  /// @param experimentFile the text of the experiment file
  /// @throws IOException if the disk does not take it
  public static void write(
      RunFolder folder, Result result, Provenance provenance, String experimentFile)
      throws IOException {
    folder.create();
    text(folder.experiment(), experimentFile);
    try {
      AtomicFile.write(folder.arrays(), out -> ArraysFile.write(result, out));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.createDirectories(folder.figures());
    for (Map.Entry<String, byte[]> figure : Figures.of(result).entrySet()) {
      AtomicFile.write(
          folder.figures().resolve(figure.getKey()), out -> out.write(figure.getValue()));
    }
    text(folder.report(), HtmlReport.of(result, provenance, experimentFile));
    // Last: a run with a result.json is complete.
    text(folder.result(), MAPPER.writeValueAsString(ResultJson.of(result, provenance)) + "\n");
  }

  private static void text(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
