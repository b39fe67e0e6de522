package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Images side by side in one picture: row after row, a gap of 2 pixels around each, enlarged by a
 * whole number so that every pixel stays sharp. By default the grid is as square as it can be and
 * small images are enlarged to about 64 pixels.
 *
 * <pre>{@code
 * ImageGrid.of(trainer.sample(40, 7), ValueRange.MINUS_ONE_TO_ONE).withColumns(10).write(Path.of("fakes.png"));
 * }</pre>
 */
public final class ImageGrid {
  private static final int GAP = 2;
  private static final int GAP_GREY = 0x80;
  private static final int READABLE = 64;
  private static final long MOST_PIXELS = 1L << 27;

  private final FloatTensor images;
  private final ValueRange range;
  private final TensorShape shape;
  private final int columns;
  private final int scale;

  private ImageGrid(
      FloatTensor images, ValueRange range, TensorShape shape, int columns, int scale) {
    this.images = images;
    this.range = range;
    this.shape = shape;
    this.columns = columns;
    this.scale = scale;
  }

  /**
   * Returns a grid of images.
   *
   * @param images {@code [count, height, width, channels]} of 1 channel (grey) or 3 (red, green,
   *     blue), or {@code [count, length]} with a square length, shown as square grey images
   * @param range what is black and what is white; numbers beyond it are shown as its ends, NaN as
   *     black
   */
  public static ImageGrid of(FloatTensor images, ValueRange range) {
    return of(images, range, shapeOf(images.shape()));
  }

  /**
   * Returns a grid of rows of numbers that are images of another shape.
   *
   * @param imageShape {@code [height, width, channels]} of 1 or 3 channels, as many numbers as a
   *     row has
   */
  public static ImageGrid of(FloatTensor images, ValueRange range, TensorShape imageShape) {
    if (imageShape.rank() != 3 || !List.of(1, 3).contains(imageShape.dim(2))) {
      throw wrong(
          "images [height, width, channels] of 1 or 3 channels",
          imageShape.toString(),
          "give the images' shape");
    }
    if (images.shape().rank() == 0
        || images.shape().size() != imageShape.size() * (long) images.count()) {
      throw wrong(
          "a batch of images " + imageShape,
          images.shape().toString(),
          "give the shape of one image of the batch");
    }
    int side = Math.max(imageShape.dim(0), imageShape.dim(1));
    int columns = (int) Math.ceil(Math.sqrt(images.count()));
    return new ImageGrid(images, range, imageShape, columns, Math.max(1, READABLE / side));
  }

  private static TensorShape shapeOf(TensorShape batch) {
    if (batch.rank() == 4) {
      return new TensorShape(batch.dims().subList(1, 4));
    }
    int side = batch.rank() == 2 ? (int) Math.round(Math.sqrt(batch.dim(1))) : 0;
    if (side * side == 0 || side * side != batch.dim(1)) {
      throw wrong(
          "images [count, height, width, channels] or rows [count, length] of a square length",
          batch.toString(),
          "give the shape of one image as well");
    }
    return TensorShape.of(side, side, 1);
  }

  /** Returns a grid with so many images in a row; the last row may be shorter. */
  public ImageGrid withColumns(int columns) {
    return new ImageGrid(
        images, range, shape, Checks.positive("image grid columns", columns), scale);
  }

  /** Returns a grid that shows each pixel as {@code scale} x {@code scale}. */
  public ImageGrid withScale(int scale) {
    return new ImageGrid(images, range, shape, columns, Checks.positive("image grid scale", scale));
  }

  /** Returns how many rows of images the picture has. */
  public int rows() {
    return (images.count() + columns - 1) / columns;
  }

  /** Returns how many images a full row has. */
  public int columns() {
    return columns;
  }

  /**
   * Returns the picture: 8-bit grey for grey images, else 24-bit RGB.
   *
   * @throws InvalidInputException if it would have more than 2^27 pixels
   */
  public BufferedImage toBufferedImage() {
    long width = columns * (shape.dim(1) * (long) scale + GAP) + GAP;
    long height = rows() * (shape.dim(0) * (long) scale + GAP) + GAP;
    // By division: the product of the two may not fit a long.
    if (width > MOST_PIXELS / height) {
      throw wrong(
          "at most " + MOST_PIXELS + " pixels",
          width + " x " + height,
          "show fewer images or a smaller scale");
    }
    boolean grey = shape.dim(2) == 1;
    BufferedImage picture =
        new BufferedImage(
            (int) width,
            (int) height,
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    fill(picture);
    for (int i = 0; i < images.count(); i++) {
      draw(picture, i);
    }
    return picture;
  }

  /**
   * Writes the picture as PNG, whole or not at all, over what was there.
   *
   * @throws InvalidInputException if the file cannot be written
   */
  public void write(Path png) {
    BufferedImage picture = toBufferedImage();
    AtomicFile.write(
        png,
        out -> {
          // In memory: ImageIO's own choice is a file in the system's temporary directory.
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture, "png", stream)) {
              throw new IOException("no PNG writer in this Java");
            }
          }
        });
  }

  private static void fill(BufferedImage picture) {
    int[] gaps = new int[picture.getRaster().getNumBands() * picture.getWidth()];
    Arrays.fill(gaps, GAP_GREY);
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRaster().setPixels(0, y, picture.getWidth(), 1, gaps);
    }
  }

  private void draw(BufferedImage picture, int index) {
    int height = shape.dim(0) * scale;
    int width = shape.dim(1) * scale;
    int channels = shape.dim(2);
    int left = GAP + index % columns * (width + GAP);
    int top = GAP + index / columns * (height + GAP);
    int[] line = new int[width * channels];
    for (int y = 0; y < height; y++) {
      int start = index * shape.size() + y / scale * shape.dim(1) * channels;
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          line[x * channels + c] = range.toByte(images.get(start + x / scale * channels + c));
        }
      }
      picture.getRaster().setPixels(left, top + y, width, 1, line);
    }
  }

  private static InvalidInputException wrong(String expected, String found, String wayOut) {
    return new InvalidInputException("image grid", expected, found, wayOut);
  }
}
