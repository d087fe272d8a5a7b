package org.nnft.experiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name of a run: SHA-256 of everything that determines its numbers.
///
/// @param hex 64 hexadecimal digits
public record RunId(String hex) {

  /// @param parts what determines the numbers; their order counts
  public static RunId of(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return new RunId(HexFormat.of().formatHex(sha.digest()));
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
