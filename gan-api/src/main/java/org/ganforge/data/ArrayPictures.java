package org.ganforge.data;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.IntPredicate;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Picture;
import org.ganforge.picture.Pixels;

/**
 * Pictures of the same shape, stored one after the other in an array.
 *
 * @param count how many
 * @param shape {@code [height, width, channels]}
 * @param labels one for each, or none
 * @param isRandom whether any image can be read directly, which a compressed file doesn't allow
 * @param images the images
 */
record ArrayPictures(
    int count, TensorShape shape, ClassLabels labels, boolean isRandom, Images images)
    implements PictureSet {

  /** The images. */
  interface Images {
    /** Opens the array at the image {@code first}. */
    Cursor open(int first) throws IOException;
  }

  /** A position in the array. */
  interface Cursor extends AutoCloseable {
    /** Returns the next image's bytes, channels innermost; the array is the caller's to keep. */
    byte[] next() throws IOException;

    @Override
    void close() throws IOException;
  }

  @Override
  public String name(int index) {
    return "image " + index;
  }

  @Override
  public boolean isEncoded() {
    return false;
  }

  @Override
  public Map<String, String> refused() {
    return Map.of();
  }

  @Override
  public void visit(IntPredicate wanted, Visitor visitor) throws IOException {
    try (Cursor cursor = images.open(0)) {
      for (int i = 0; i < count; i++) {
        byte[] bytes = cursor.next();
        if (wanted.test(i)) {
          visitor.picture(i, new ArrayOpening(bytes, shape));
        }
      }
    }
  }

  @Override
  public RandomPictures open() throws IOException {
    if (!isRandom) {
      throw new IOException("a packed array, which can only be read from its start");
    }
    return new RandomPictures() {
      @Override
      public Picture picture(int index) throws IOException {
        try (Cursor cursor = images.open(index)) {
          return new ArrayOpening(cursor.next(), shape).open();
        }
      }

      @Override
      public void close() {
        // nothing to close
      }
    };
  }

  /** An image in memory. */
  private static final class ArrayOpening implements Opening {
    private final byte[] bytes;
    private final TensorShape shape;

    private ArrayOpening(byte[] bytes, TensorShape shape) {
      this.bytes = bytes;
      this.shape = shape;
    }

    @Override
    public Picture open() {
      return Picture.of(Pixels.of(shape.dim(1), shape.dim(0), shape.dim(2), bytes));
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update(bytes);
    }
  }
}
