package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG, whole or not at all. */
final class PngFile {
  private PngFile() {}

  static void write(Path png, BufferedImage picture) {
    AtomicFile.write(
        png,
        out -> {
          ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
          // In memory: ImageIO's own choice is a file in the system's temporary directory.
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), smallest(writer));
          } finally {
            writer.dispose();
          }
        });
  }

  /** A tenth to a fifth smaller than by default; for a picture, it takes no time to speak of. */
  private static ImageWriteParam smallest(ImageWriter writer) {
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(0);
    return param;
  }
}
