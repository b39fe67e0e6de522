package org.ganforge.data;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file, reporting disk failures separately from failures of the source. */
final class DiskOutput extends FilterOutputStream {
  DiskOutput(Path file) throws DiskException {
    super(open(file));
  }

  private static OutputStream open(Path file) throws DiskException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws DiskException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  @Override
  public void close() throws DiskException {
    try {
      super.close();
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }
}
