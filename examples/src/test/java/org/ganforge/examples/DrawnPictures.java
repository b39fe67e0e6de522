package org.ganforge.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Folders of pictures drawn for tests. */
final class DrawnPictures {
  private static final List<String> FORMATS = List.of("png", "jpg", "bmp", "gif");

  private DrawnPictures() {}

  /**
   * Draws coloured pictures of three classes, discs, squares and stripes, in many sizes and
   * formats.
   */
  static Path threeClasses(Path folder, int ofEach) throws IOException {
    List<String> classes = List.of("discs", "squares", "stripes");
    for (int c = 0; c < classes.size(); c++) {
      for (int i = 0; i < ofEach; i++) {
        String format = FORMATS.get(i % FORMATS.size());
        Path file = folder.resolve(classes.get(c)).resolve(i + "." + format);
        write(file, format, shape(c, 40 + 7 * (i % 5), 44 + 5 * (i % 7), i));
      }
    }
    return folder;
  }

  /** Draws a number of coloured pictures of one size, without classes. */
  static Path ofOneSize(Path folder, int width, int height, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      write(folder.resolve(i + ".png"), "png", shape(i % 3, width, height, i));
    }
    return folder;
  }

  /** Adds a file that is not a picture, and one whose header claims too many pixels. */
  static void addBroken(Path folder) throws IOException {
    Files.write(folder.resolve("discs/broken.png"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("squares/bomb.png"), promising(60_000));
  }

  private static BufferedImage shape(int kind, int width, int height, int number) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(new Color(255 - 20 * (number % 4), 240, 200 + 10 * (number % 5)));
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(200 - 150 * (kind % 2), 40 + 60 * kind, 30 + 20 * (number % 6)));
    int side = Math.min(width, height) / 2;
    int left = number % 8;
    switch (kind) {
      case 0 -> pen.fillOval(left, side / 2, side, side);
      case 1 -> pen.fillRect(left, side / 2, side, side);
      default -> pen.fillRect(left, 0, side / 2, height);
    }
    pen.dispose();
    return picture;
  }

  private static void write(Path file, String format, BufferedImage picture) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, format, file.toFile());
  }

  /** Returns a PNG file whose header claims a square of the given side. */
  private static byte[] promising(int side) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(shape(0, 8, 8, 0), "png", file);
    byte[] png = file.toByteArray();
    ByteBuffer.wrap(png).putInt(16, side).putInt(20, side);
    CRC32 check = new CRC32();
    check.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) check.getValue());
    return png;
  }
}
