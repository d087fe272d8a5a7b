package org.nnft.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An array in NumPy's `.npy` format, mapped into memory: it may be larger than the machine's.
///
/// Read: format versions 1 to 3, float32 and float64 of either byte order, C or Fortran order. Written:
/// version 1, little-endian, C order. Source: numpy.lib.format (NEP 1).
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\\s*'descr'\\s*:\\s*'([^']*)'\\s*,\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,"
              + "\\s*'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)\\s*,?\\s*\\}\\s*");

  private final MemorySegment data;
  private final ByteOrder byteOrder;
  private final boolean single;
  private final long[] shape;
  private final long[] stride;

  private Npy(
      MemorySegment data, ByteOrder byteOrder, boolean single, boolean fortran, long[] shape) {
    this.data = data;
    this.byteOrder = byteOrder;
    this.single = single;
    this.shape = shape;
    this.stride = new long[shape.length];
    long next = 1;
    for (int k = 0; k < shape.length; k++) {
      int axis = fortran ? k : shape.length - 1 - k;
      stride[axis] = next;
      next = Math.multiplyExact(next, shape[axis]);
    }
  }

  /// Maps a file for as long as the program needs it.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException if it is no `.npy` file of floating-point numbers, or shorter than its
  ///     header says
  public static Npy map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment all =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return of(file, all);
    }
  }

  private static Npy of(Path file, MemorySegment all) {
    if (all.byteSize() < 10 || all.mismatch(MemorySegment.ofArray(MAGIC)) != MAGIC.length) {
      throw new IllegalArgumentException(
          "%s is no .npy file: it does not begin with \\x93NUMPY; save the array with numpy.save"
              .formatted(file));
    }
    int version = all.get(ValueLayout.JAVA_BYTE, 6);
    int start = version == 1 ? 10 : 12;
    ByteBuffer length = all.asSlice(8, start - 8L).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = version == 1 ? length.getShort() & 0xffff : length.getInt() & 0xffffffffL;
    long offset = start + headerLength;
    if (offset > all.byteSize()) {
      throw new IllegalArgumentException(
          "%s is truncated: it ends inside of its header; copy it again".formatted(file));
    }
    String header =
        new String(
            all.asSlice(start, headerLength).toArray(ValueLayout.JAVA_BYTE),
            StandardCharsets.UTF_8);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s has a header that is not understood: %s".formatted(file, header.strip()));
    }
    String type = matcher.group(1);
    if (!type.matches("[<>=]?f[48]")) {
      throw new IllegalArgumentException(
          "%s holds numbers of type '%s'; allowed are float32 and float64 ('<f4', '<f8'); convert with array.astype('float64')"
              .formatted(file, type));
    }
    long[] shape =
        Arrays.stream(matcher.group(3).replace("L", "").split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    boolean single = type.endsWith("4");
    long bytes = single ? 4 : 8;
    for (long n : shape) {
      bytes = Math.multiplyExact(bytes, n);
    }
    if (all.byteSize() - offset < bytes) {
      throw new IllegalArgumentException(
          "%s is truncated: its header promises %,d bytes of data for shape %s, it has %,d; copy it again"
              .formatted(file, bytes, Arrays.toString(shape), all.byteSize() - offset));
    }
    ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new Npy(
        all.asSlice(offset, bytes), order, single, matcher.group(2).equals("True"), shape);
  }

  /// A copy of the shape.
  public long[] shape() {
    return shape.clone();
  }

  /// The entry at an index of as many coordinates as the shape has; single precision is widened.
  public double at(long... index) {
    long position = 0;
    for (int k = 0; k < shape.length; k++) {
      position += index[k] * stride[k];
    }
    return single
        ? data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(byteOrder), 4 * position)
        : data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(byteOrder), 8 * position);
  }

  /// Writes an array of doubles.
  ///
  /// @param shape lengths of the axes, their product the number of values
  /// @param values in C order. Not modified.
  public static void write(OutputStream out, double[] values, int... shape) throws IOException {
    writeHeader(out, "<f8", shape);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (!buffer.hasRemaining()) {
        out.write(buffer.array());
        buffer.clear();
      }
      buffer.putDouble(value);
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  /// Writes an array of whole numbers.
  ///
  /// @param shape lengths of the axes, their product the number of values
  /// @param values in C order. Not modified.
  public static void write(OutputStream out, long[] values, int... shape) throws IOException {
    writeHeader(out, "<i8", shape);
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    out.write(buffer.array());
  }

  private static void writeHeader(OutputStream out, String type, int[] shape) throws IOException {
    String sizes =
        Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, sizes);
    // Data start at a multiple of 64 bytes; the header ends with a line feed.
    int length = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    out.write(MAGIC);
    out.write(1);
    out.write(0);
    out.write(length & 0xff);
    out.write(length >> 8);
    out.write(
        (header + " ".repeat(length - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.US_ASCII));
  }
}
