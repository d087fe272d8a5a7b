package org.nnft.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Several named arrays in one file, as `numpy.load` reads it.
///
/// Entries are stored without compression and without the time of day, so that equal arrays give equal
/// files.
public final class Npz implements Closeable {
  private final ZipOutputStream zip;

  /// @param out belongs to the caller; [#close()] finishes the archive and leaves it open
  public Npz(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /// Adds an array of doubles in C order.
  public void add(String name, double[] values, int... shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.write(bytes, values, shape);
    add(name, bytes.toByteArray());
  }

  /// Adds an array of whole numbers in C order.
  public void add(String name, long[] values, int... shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.write(bytes, values, shape);
    add(name, bytes.toByteArray());
  }

  private void add(String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.finish();
    zip.flush();
  }

  /// Unpacks one array of an archive.
  ///
  /// @param name which array, or the empty string for the only one
  /// @param target an existing file, overwritten
  /// @throws IllegalArgumentException if the archive is damaged or does not have that array
  public static void extract(Path archive, String name, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<String> names = new ArrayList<>();
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        names.add(e.nextElement().getName().replaceFirst("\\.npy$", ""));
      }
      if (name.isEmpty() && names.size() != 1 || !name.isEmpty() && !names.contains(name)) {
        throw new IllegalArgumentException(
            "%s holds the arrays %s; name one of them with the key array"
                .formatted(archive, names));
      }
      ZipEntry entry = zip.getEntry((name.isEmpty() ? names.getFirst() : name) + ".npy");
      if (entry == null) {
        throw new IllegalArgumentException("%s holds no .npy arrays".formatted(archive));
      }
      try (OutputStream out = Files.newOutputStream(target);
          var in = zip.getInputStream(entry)) {
        in.transferTo(out);
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          "%s is no .npz file or is damaged: %s; save it again with numpy.savez"
              .formatted(archive, e.getMessage()),
          e);
    }
  }
}
