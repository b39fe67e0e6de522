package org.ganforge.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The supported formats, recognized by the first bytes of a file. Each has the same reader on every
 * machine, regardless of other readers installed there.
 */
enum PictureFormat {
  PNG("\u0089PNG\r\n\u001a\n", 0) {
    @Override
    Structure structure(byte[] bytes) throws PictureException {
      return PngStructure.of(bytes);
    }
  },
  JPEG("\u00ff\u00d8\u00ff", 0) {
    /** Java's own reader doesn't support CMYK. */
    @Override
    ImageReader reader() throws IOException {
      return jpeg().createReaderInstance();
    }

    @Override
    Structure structure(byte[] bytes) throws PictureException {
      return JpegStructure.of(bytes);
    }
  },
  BMP("BM", 0),
  GIF("GIF8", 0),
  WEBP("WEBP", 8) {
    @Override
    ImageReader reader() {
      return new WebPImageReaderSpi().createReaderInstance(null);
    }

    @Override
    Structure structure(byte[] bytes) throws PictureException {
      return WebpStructure.of(bytes);
    }
  };

  private final String signature;
  private final int offset;

  PictureFormat(String signature, int offset) {
    this.signature = signature;
    this.offset = offset;
  }

  /** Returns the format of a file's bytes. */
  static Optional<PictureFormat> of(byte[] bytes) {
    return Stream.of(values()).filter(format -> format.starts(bytes)).findFirst();
  }

  private boolean starts(byte[] bytes) {
    if (bytes.length < offset + signature.length()) {
      return false;
    }
    for (int i = 0; i < signature.length(); i++) {
      if ((bytes[offset + i] & 0xff) != signature.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Reads the file's metadata. */
  Structure structure(byte[] bytes) throws PictureException {
    return Structure.PLAIN;
  }

  /** Returns a new reader, which the caller must dispose of. */
  ImageReader reader() throws IOException {
    for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(name()); all.hasNext(); ) {
      ImageReader reader = all.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
    }
    throw new AssertionError("every Java reads " + name());
  }

  /** The library's reader builds on Java's own and finds it only once registered. */
  private static synchronized ImageReaderSpi jpeg() {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    ImageReaderSpi known = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
    if (known != null) {
      return known;
    }
    ImageReaderSpi added = new JPEGImageReaderSpi();
    registry.registerServiceProvider(added, ImageReaderSpi.class);
    return added;
  }
}
