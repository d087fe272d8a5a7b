package org.nnft.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The key of an ensemble's random numbers.
///
/// Derived from the seed and a text that names the ensemble, so that two members of a scan are
/// independent and adding a third changes neither.
///
/// @param key the 64-bit Philox key
public record StreamKey(long key) {

  /// The first 64 bits of SHA-256(seed, text).
  ///
  /// @param seed any number
  /// @param ensemble text that names the ensemble
  public static StreamKey of(long seed, String ensemble) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
      return new StreamKey(
          ByteBuffer.wrap(sha.digest(ensemble.getBytes(StandardCharsets.UTF_8))).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
