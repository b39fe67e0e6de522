package org.ganforge.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture whose header has been read but whose pixels have not been decoded: encoded in a file of
 * a known format, or raw.
 */
public final class Picture {
  /** The most pixels of a picture: 64 megapixels, which take about 200 MB to decode. */
  public static final long MOST_PIXELS = 1L << 26;

  /** Deflate cannot compress by a larger factor than this. */
  private static final long MOST_UNPACKED = 1032;

  private final Source source;
  private final Orientation orientation;
  private final int storedWidth;
  private final int storedHeight;

  private Picture(Source source, Orientation orientation, int storedWidth, int storedHeight) {
    this.source = source;
    this.orientation = orientation;
    this.storedWidth = storedWidth;
    this.storedHeight = storedHeight;
  }

  /** Where the rows come from. */
  private interface Source {
    Rows rows(int background) throws PictureException;
  }

  /**
   * Reads a picture's header from the bytes of a file, without decoding pixels.
   *
   * @param mostPixels the most pixels it may have
   * @throws PictureException if its format is unknown, it is truncated or damaged, or its header
   *     claims more pixels than allowed or than its bytes can hold
   */
  public static Picture of(byte[] file, long mostPixels) throws PictureException {
    Optional<PictureFormat> format = PictureFormat.of(file);
    if (format.isEmpty()) {
      throw new PictureException(file.length == 0 ? "an empty file" : "not a picture");
    }
    Structure structure = format.get().structure(file);
    return read(
        file,
        format.get(),
        reader -> {
          long width = reader.getWidth(0);
          long height = reader.getHeight(0);
          boolean isPng = format.get() == PictureFormat.PNG;
          if (width < 1 || height < 1) {
            throw new PictureException(Structure.DAMAGED);
          }
          if (width > mostPixels / height
              || (isPng && width * height / 8 > file.length * MOST_UNPACKED)) {
            throw new PictureException(
                "a header that promises " + width + " x " + height + " pixels");
          }
          Source source = background -> RasterRows.of(decode(file, format.get()), background);
          return new Picture(source, structure.orientation(), (int) width, (int) height);
        });
  }

  /** Returns a picture from bytes in memory, with 1, 3 or 4 channels; the fourth is alpha. */
  public static Picture of(Pixels pixels) {
    return new Picture(
        background -> new PixelRows(pixels, background),
        Orientation.UPRIGHT,
        pixels.width(),
        pixels.height());
  }

  /** Returns the width in pixels as shown, after the rotation that the camera recorded. */
  public int width() {
    return orientation.isSwapped() ? storedHeight : storedWidth;
  }

  /** Returns the height in pixels as shown. */
  public int height() {
    return orientation.isSwapped() ? storedWidth : storedHeight;
  }

  /**
   * Decodes the picture and returns the part in the box, resized.
   *
   * @param channels 1 or 3; 0 for the picture's own
   * @param background the grey level behind transparent pixels
   * @throws PictureException if it cannot be decoded
   */
  public Pixels resized(Box box, int width, int height, int channels, Kernel kernel, int background)
      throws PictureException {
    Rows rows = source.rows(background);
    Box stored = orientation.stored(box, width(), height());
    boolean swapped = orientation.isSwapped();
    Pixels pixels =
        Resizing.resize(
            channels == 1 ? GreyRows.of(rows) : rows,
            stored,
            swapped ? height : width,
            swapped ? width : height,
            kernel);
    Pixels shown = orientation.shown(pixels);
    return channels > shown.channels() ? repeated(shown, channels) : shown;
  }

  private static Pixels repeated(Pixels grey, int channels) {
    byte[] bytes = new byte[grey.bytes().length * channels];
    for (int i = 0; i < grey.bytes().length; i++) {
      Arrays.fill(bytes, i * channels, (i + 1) * channels, grey.bytes()[i]);
    }
    return Pixels.of(grey.width(), grey.height(), channels, bytes);
  }

  private static BufferedImage decode(byte[] file, PictureFormat format) throws PictureException {
    return read(file, format, reader -> reader.read(0));
  }

  private static <T> T read(byte[] file, PictureFormat format, Reading<T> reading)
      throws PictureException {
    ImageReader reader = null;
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader = format.reader();
      // Ignores text and colour profiles, which may have any size.
      reader.setInput(in, true, true);
      return reading.of(reader);
    } catch (PictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers throw exceptions of many kinds when a file is damaged.
      throw new PictureException(Structure.DAMAGED);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  /** A task for a reader. */
  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }
}
