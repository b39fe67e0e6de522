package org.ganforge.evaluate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;

/**
 * The image of a data set that is nearest to each generated one, pixel by pixel. This reveals a
 * generator that has memorized its images, which no distance does.
 *
 * @param indices the index of the image nearest to generated image 0, 1, ...
 * @param differences how much the two differ: the root mean square difference of their pixels, 0 to
 *     1
 */
public record NearestImages(List<Integer> indices, List<Double> differences) {
  /**
   * The largest difference of a copy, 0 to 1: about 8 of 256 shades. Handwritten digits that are
   * nearest neighbours differ by at least 0.07, by 0.2 on average.
   */
  public static final double COPY = 0.03;

  /**
   * How many bytes of the data set are compared with every generated image before the next block.
   */
  private static final int BLOCK_BYTES = 1 << 20;

  /** Checks that each index has its difference. */
  public NearestImages {
    indices = List.copyOf(Checks.notEmpty("nearest images", indices, "generate some"));
    differences = List.copyOf(differences);
    if (differences.size() != indices.size()) {
      throw new InvalidInputException(
          "nearest images",
          indices.size() + " differences, one for each image",
          differences.size() + "",
          "give as many differences as indices");
    }
  }

  /**
   * Returns the nearest image for each generated one, the first if several are equally near. The
   * time is proportional to the product of both numbers.
   *
   * @param generated {@code [count, height, width, channels]} or rows {@code [count, size]}
   * @param range the numbers for black and white
   */
  public static NearestImages among(ImageDataset data, FloatTensor generated, ValueRange range) {
    int size = data.imageShape().size();
    if (generated.shape().size() != (long) generated.count() * size) {
      throw new InvalidInputException(
          "generated images",
          "images " + data.imageShape() + ", as data set " + data.name() + " has them",
          generated.shape().toString(),
          "compare images of one size");
    }
    int block = Math.max(1, BLOCK_BYTES / size);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < generated.count(); i++) {
      images.add(bytes(generated, i, size, range));
    }
    Found[] found = new Found[images.size()];
    Arrays.fill(found, new Found(0, Long.MAX_VALUE));
    for (int from = 0; from < data.count(); from += block) {
      int first = from;
      byte[] known = known(data, from, Math.min(data.count(), from + block));
      IntStream.range(0, found.length)
          .parallel()
          .forEach(i -> found[i] = nearer(found[i], known, first, images.get(i)));
    }
    return new NearestImages(
        Arrays.stream(found).map(Found::index).toList(),
        Arrays.stream(found).map(one -> Math.sqrt((double) one.squares / size) / 255).toList());
  }

  /** Returns the bytes of some images of a data set, which as a whole may exceed an array. */
  private static byte[] known(ImageDataset data, int from, int to) {
    int size = data.imageShape().size();
    byte[] known = new byte[(to - from) * size];
    for (int i = from; i < to; i++) {
      data.copy(i, known, (i - from) * size);
    }
    return known;
  }

  private record Found(int index, long squares) {}

  private static byte[] bytes(FloatTensor images, int index, int size, ValueRange range) {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (int i = index * size; i < (index + 1) * size; i++) {
      bytes.put((byte) range.toByte((float) Checks.finite("image " + index, images.get(i))));
    }
    return bytes.array();
  }

  /**
   * Returns the nearer one: the one found before, or one of some images starting at {@code first}.
   */
  private static Found nearer(Found before, byte[] known, int first, byte[] image) {
    Found best = before;
    for (int index = 0; index < known.length / image.length; index++) {
      long squares = squares(known, index * image.length, image, best.squares);
      if (squares < best.squares) {
        best = new Found(first + index, squares);
      }
    }
    return best;
  }

  /** Returns the sum of squared differences, or a number of at least {@code enough}. */
  private static long squares(byte[] known, int from, byte[] image, long enough) {
    long sum = 0;
    int stride = 64; // checking the sum at every pixel would cost more than it saves
    for (int start = 0; start < image.length && sum < enough; start += stride) {
      int part = 0;
      for (int i = start; i < Math.min(image.length, start + stride); i++) {
        int difference = (known[from + i] & 0xff) - (image[i] & 0xff);
        part += difference * difference;
      }
      sum += part;
    }
    return sum;
  }

  /** Returns the share of generated images, 0 to 1, that are copies of images in the data set. */
  public double copies() {
    return (double) differences.stream().filter(one -> one <= COPY).count() / differences.size();
  }
}
