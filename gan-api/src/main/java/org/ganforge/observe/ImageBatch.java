package org.ganforge.observe;

import java.awt.image.WritableRaster;
import java.util.List;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * A batch of images as levels 0..255.
 *
 * @param shape {@code [height, width, channels]} of one image
 * @param inverted whether the lower end of the range is white
 */
record ImageBatch(FloatTensor images, ValueRange range, TensorShape shape, boolean inverted) {
  ImageBatch {
    checkShape(shape);
    if (images.shape().rank() == 0
        || images.shape().size() != shape.size() * (long) images.count()) {
      throw wrong(
          "a batch of images " + shape,
          images.shape().toString(),
          "give the shape of one image of the batch");
    }
  }

  /** Checks that images of this shape can be displayed. */
  static void checkShape(TensorShape shape) {
    if (shape.rank() != 3 || !List.of(1, 3).contains(shape.dim(2))) {
      throw wrong(
          "images [height, width, channels] of 1 or 3 channels",
          shape.toString(),
          "give the images' shape");
    }
  }

  static ImageBatch of(FloatTensor images, ValueRange range) {
    return new ImageBatch(images, range, shapeOf(images.shape()), false);
  }

  static TensorShape shapeOf(TensorShape batch) {
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

  ImageBatch invert() {
    if (!isGrey()) {
      throw wrong(
          "grey images to invert", "images " + shape + " with colours", "show them as they are");
    }
    return new ImageBatch(images, range, shape, !inverted);
  }

  int count() {
    return images.count();
  }

  int height() {
    return shape.dim(0);
  }

  int width() {
    return shape.dim(1);
  }

  boolean isGrey() {
    return shape.dim(2) == 1;
  }

  /** Draws image {@code index}, each pixel as a square, into a raster of 1 or 3 bands. */
  void draw(int index, WritableRaster raster, int left, int top, int scale) {
    int bands = raster.getNumBands();
    int[] line = new int[width() * scale * bands];
    for (int y = 0; y < height(); y++) {
      for (int i = 0; i < line.length; i++) {
        line[i] = level(index, y, i / bands / scale, i % bands);
      }
      for (int copy = 0; copy < scale; copy++) {
        raster.setPixels(left, top + y * scale + copy, width() * scale, 1, line);
      }
    }
  }

  private int level(int index, int y, int x, int band) {
    int channels = shape.dim(2);
    int at = index * shape.size() + (y * width() + x) * channels + Math.min(band, channels - 1);
    int level = range.toByte(images.get(at));
    return inverted ? 255 - level : level;
  }

  private static InvalidInputException wrong(String expected, String found, String wayOut) {
    return new InvalidInputException("image grid", expected, found, wayOut);
  }
}
