package org.nnft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The power sums of some consecutive blocks of one run, on disk.
///
/// Layout, little-endian: `NNFTBLK1`, a 32-byte name of the run, first block (int), number of blocks
/// (int), sums per block (int), the sums (doubles), CRC-32C of all that stands before (int).
public final class BlockFile {
  private static final byte[] MAGIC = "NNFTBLK1".getBytes(StandardCharsets.US_ASCII);
  private static final int NAME_BYTES = 32;
  private static final int HEADER_BYTES = MAGIC.length + NAME_BYTES + 3 * Integer.BYTES;

  private final int first;
  private final double[][] sums;

  private BlockFile(int first, double[][] sums) {
    this.first = first;
    this.sums = sums;
  }

  /// Number of the first block.
  public int first() {
    return first;
  }

  /// Number of blocks.
  public int count() {
    return sums.length;
  }

  /// Sums of the k-th block of this file. Not a copy.
  public double[] sums(int k) {
    return sums[k];
  }

  /// Writes consecutive blocks, whole or not at all.
  ///
  /// @param run 32 bytes that name what was measured. Not modified.
  /// @param sums one row of equal length per block. Not modified.
  public static void write(Path file, byte[] run, int first, double[][] sums) throws IOException {
    int width = sums[0].length;
    long bytes = HEADER_BYTES + 8L * width * sums.length + Integer.BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put(run, 0, NAME_BYTES);
    buffer.putInt(first).putInt(sums.length).putInt(width);
    for (double[] row : sums) {
      for (double value : row) {
        buffer.putDouble(value);
      }
    }
    buffer.putInt(checksum(buffer.array(), buffer.position()));
    AtomicFile.write(file, out -> out.write(buffer.array()));
  }

  /// Reads a file.
  ///
  /// @param run the name it must carry. Not modified.
  /// @param width the number of sums it must carry per block
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException if it is damaged or belongs to another run
  public static BlockFile read(Path file, byte[] run, int width) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER_BYTES + Integer.BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || buffer.getInt(bytes.length - Integer.BYTES)
            != checksum(bytes, bytes.length - Integer.BYTES)) {
      throw new IllegalArgumentException(
          file + " is damaged; delete it, its blocks are drawn again");
    }
    int end = MAGIC.length + NAME_BYTES;
    boolean same = Arrays.equals(bytes, MAGIC.length, end, run, 0, NAME_BYTES);
    int first = buffer.getInt(end);
    int count = buffer.getInt(end + 4);
    if (!same || buffer.getInt(end + 8) != width) {
      throw new IllegalArgumentException(
          file
              + " belongs to another run, or to another build of the program; its blocks are drawn again");
    }
    double[][] sums = new double[count][width];
    buffer.position(HEADER_BYTES);
    for (double[] row : sums) {
      buffer.asDoubleBuffer().get(row);
      buffer.position(buffer.position() + 8 * width);
    }
    return new BlockFile(first, sums);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
