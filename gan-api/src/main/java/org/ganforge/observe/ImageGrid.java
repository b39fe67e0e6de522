package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.data.Appearance;
import org.ganforge.data.Colormap;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Images side by side in one picture: row after row, with a grey gap around each, enlarged by an
 * integer factor so that every pixel stays sharp. By default the grid is as square as possible, the
 * gap is 2 pixels and small images are enlarged to about 64 pixels.
 *
 * <pre>{@code
 * ImageGrid.of(trainer.sample(40, 7), ValueRange.MINUS_ONE_TO_ONE).withColumns(10).write(Path.of("fakes.png"));
 * }</pre>
 */
public final class ImageGrid {
  private static final int GAP = 2;
  static final int GAP_GREY = 0x80;
  static final int WHITE = 0xff;
  private static final int READABLE = 64;

  private final ImageBatch batch;
  private final int columns;
  private final int scale;
  private final int gap;

  private ImageGrid(ImageBatch batch, int columns, int scale, int gap) {
    this.batch = batch;
    this.columns = columns;
    this.scale = scale;
    this.gap = gap;
  }

  /**
   * Returns a grid of images.
   *
   * @param images {@code [count, height, width, channels]} of 1 channel (grey) or 3 (red, green,
   *     blue), or {@code [count, length]} with a square length, shown as square grey images
   * @param range the numbers for black and white; numbers outside are clamped, NaN is black
   */
  public static ImageGrid of(FloatTensor images, ValueRange range) {
    return of(ImageBatch.of(images, range));
  }

  /**
   * Returns a grid of rows of numbers that are images with this shape.
   *
   * @param imageShape {@code [height, width, channels]} with 1 or 3 channels and as many numbers as
   *     a row
   */
  public static ImageGrid of(FloatTensor images, ValueRange range, TensorShape imageShape) {
    return of(new ImageBatch(images, range, imageShape, false));
  }

  /**
   * Returns a grid of images with this appearance.
   *
   * @param images {@code [count, height, width, channels]}, or {@code [count, length]}
   */
  public static ImageGrid of(FloatTensor images, Appearance appearance) {
    TensorShape shape = appearance.shape();
    ImageGrid grid =
        shape != null && images.shape().rank() == 2
            ? of(images, appearance.range(), shape)
            : of(images, appearance.range());
    return appearance.colormap() == Colormap.GRAY_R ? grid.inverted() : grid;
  }

  private static ImageGrid of(ImageBatch batch) {
    return new ImageGrid(batch, usualColumns(batch.count()), usualScale(batch.shape()), GAP);
  }

  private static int usualColumns(int count) {
    return (int) Math.ceil(Math.sqrt(count));
  }

  private static int usualScale(TensorShape image) {
    return Math.max(1, READABLE / Math.max(image.dim(0), image.dim(1)));
  }

  /**
   * Checks that a grid of images can be drawn, before the images exist.
   *
   * @param count how many there will be
   * @param image the shape of one: {@code [height, width, channels]}, or {@code [length]} with a
   *     square length
   * @param columns images in a row; 0 for the default
   * @throws InvalidInputException if the picture would have more than 2^27 pixels, or such images
   *     cannot be displayed
   */
  public static void check(int count, TensorShape image, int columns) {
    TensorShape shape = ImageBatch.shapeOf(image.times(1));
    ImageBatch.checkShape(shape);
    int scale = usualScale(shape);
    int inRow = columns == 0 ? usualColumns(count) : columns;
    new Cells(count, inRow, shape.dim(1) * (long) scale, shape.dim(0) * (long) scale, GAP);
  }

  /** Returns a grid with this many images in a row; the last row may be shorter. */
  public ImageGrid withColumns(int columns) {
    return new ImageGrid(batch, Checks.positive("image grid columns", columns), scale, gap);
  }

  /** Returns a grid that draws each pixel as {@code scale} x {@code scale} pixels. */
  public ImageGrid withScale(int scale) {
    return new ImageGrid(batch, columns, Checks.positive("image grid scale", scale), gap);
  }

  /** Returns a grid with a gap of this many pixels around each image. */
  public ImageGrid withGap(int gap) {
    return new ImageGrid(batch, columns, scale, Checks.notNegative("image grid gap", gap));
  }

  /**
   * Returns a grid with black and white swapped: dark ink on white paper, like Matplotlib's {@code
   * gray_r}.
   *
   * @throws InvalidInputException if the images have colours
   */
  public ImageGrid inverted() {
    return new ImageGrid(batch.invert(), columns, scale, gap);
  }

  /**
   * Returns the same grid with titles above images and outlines around them.
   *
   * @param annotations one for each image
   */
  public AnnotatedGrid withAnnotations(List<Annotation> annotations) {
    return new AnnotatedGrid(this, annotations);
  }

  /** Returns how many rows of images the picture has. */
  public int rows() {
    return Cells.rows(batch.count(), columns);
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
    Cells cells = new Cells(batch.count(), columns, imageWidth(), imageHeight(), gap);
    BufferedImage picture = blank(cells.width(), cells.height());
    for (int i = 0; i < batch.count(); i++) {
      draw(i, picture, cells.left(i), cells.top(i));
    }
    return picture;
  }

  /** Returns each image as a separate picture, for an {@link AnimatedGif}. */
  public List<BufferedImage> frames() {
    Cells one = new Cells(1, 1, imageWidth(), imageHeight(), gap);
    List<BufferedImage> frames = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      BufferedImage frame = blank(one.width(), one.height());
      draw(i, frame, gap, gap);
      frames.add(frame);
    }
    return List.copyOf(frames);
  }

  /**
   * Writes the picture as PNG, whole or not at all, replacing any existing file.
   *
   * @throws InvalidInputException if the file cannot be written
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }

  /** Returns the bytes of the file that {@link #write} writes. */
  public byte[] toPng() {
    return PngFile.bytes(toBufferedImage());
  }

  int count() {
    return batch.count();
  }

  int gap() {
    return gap;
  }

  long imageWidth() {
    return batch.width() * (long) scale;
  }

  long imageHeight() {
    return batch.height() * (long) scale;
  }

  void draw(int index, BufferedImage picture, int left, int top) {
    batch.draw(index, picture.getRaster(), left, top, scale);
  }

  private BufferedImage blank(int width, int height) {
    int type = batch.isGrey() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage picture = new BufferedImage(width, height, type);
    fill(picture.getRaster(), GAP_GREY);
    return picture;
  }

  /** Sets raw levels, since Graphics2D would convert them to another colour space. */
  static void fill(WritableRaster raster, int level) {
    int[] line = new int[raster.getNumBands() * raster.getWidth()];
    Arrays.fill(line, level);
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.setPixels(0, y, raster.getWidth(), 1, line);
    }
  }
}
