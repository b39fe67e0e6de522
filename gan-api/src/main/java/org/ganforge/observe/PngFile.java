package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.internal.file.FileErrors;

/** Pictures as PNG files: written whole or not at all, read within bounds. */
final class PngFile {
  /** Far above any grid that can be viewed. */
  private static final long MOST_PIXELS = 1 << 26;

  /** The largest side of a GIF, for which pictures are read. */
  private static final int LONGEST_SIDE = 65_535;

  /** Deflate cannot compress by a larger factor than this. */
  private static final long MOST_UNPACKED = 1032;

  private PngFile() {}

  static void write(Path png, BufferedImage picture) {
    AtomicFile.write(png, out -> encode(picture, out));
  }

  /** Returns a picture as the bytes of a PNG file. */
  static byte[] bytes(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encode(picture, out);
    } catch (IOException e) {
      throw new AssertionError("memory takes all bytes", e);
    }
    return out.toByteArray();
  }

  private static void encode(BufferedImage picture, OutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    // In memory: ImageIO would use a file in the system's temporary directory.
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), smallest(writer));
    } finally {
      writer.dispose();
    }
  }

  /**
   * Reads a picture. Its header is checked before memory is allocated for its pixels.
   *
   * @throws InvalidInputException if the file is not a PNG, is damaged, or its header claims more
   *     pixels than a run's pictures have or than the file can hold
   */
  static BufferedImage read(Path png) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    String found = "something else";
    try (InputStream in = Files.newInputStream(png);
        ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      // Ignore metadata such as text and profiles, which may have any size.
      reader.setInput(stream, true, true);
      long bytes = Files.size(png);
      if (isWithinBounds(reader, bytes)) {
        found = "damaged data";
        return reader.read(0);
      }
      found =
          "a header that promises "
              + reader.getWidth(0)
              + " x "
              + reader.getHeight(0)
              + " pixels in "
              + bytes
              + " bytes";
    } catch (FileSystemException e) {
      found = FileErrors.reason(e);
    } catch (IOException | RuntimeException e) {
      // Java's reader throws exceptions of many kinds when a file is damaged; found says how far it
      // got.
    } finally {
      reader.dispose();
    }
    throw new InvalidInputException(png.toString(), "a PNG picture", found, "remove the file");
  }

  private static boolean isWithinBounds(ImageReader reader, long bytes) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    int bits = reader.getRawImageType(0).getColorModel().getPixelSize();
    return Math.max(width, height) <= LONGEST_SIDE
        && width * height <= MOST_PIXELS
        && width * height * bits / 8 <= bytes * MOST_UNPACKED;
  }

  /** Files are 10 to 20 % smaller than by default, at negligible cost for a picture. */
  private static ImageWriteParam smallest(ImageWriter writer) {
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(0);
    return param;
  }
}
