package org.nnft.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name of a run: SHA-256 of everything that determines its numbers.
///
/// @param hex 64 hexadecimal digits
public record RunId(String hex) {

  /// SHA-256 of a file's content.
  ///
  /// @throws IOException if it cannot be read
  public static RunId ofFile(Path file) throws IOException {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return new RunId(HexFormat.of().formatHex(in.getMessageDigest().digest()));
    }
  }

  /// @param parts what determines the numbers; their order counts
  public static RunId of(String... parts) {
    MessageDigest sha = sha256();
    for (String part : parts) {
      sha.update(part.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
    return new RunId(HexFormat.of().formatHex(sha.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The first 8 digits, for a folder's name.
  public String brief() {
    return hex.substring(0, 8);
  }

  /// The 32 bytes.
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
