package org.ganforge.tf.evaluate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;

/**
 * Images that show no class, generated or made from a data set's own images; the same seed gives
 * the same images.
 */
final class OutlierImages {
  private static final int LARGEST_CELL = 7;
  private static final int MOST_POWER = 16;

  private final ImageDataset images;
  private final Random random;
  private final int rows;
  private final int columns;
  private final int channels;

  /** Makes outliers in the shape of a data set with labels. */
  OutlierImages(ImageDataset images, long seed) {
    this.images = images;
    this.random = new Random(seed);
    this.rows = images.imageShape().dim(0);
    this.columns = images.imageShape().dim(1);
    this.channels = images.imageShape().dim(2);
  }

  /** Returns the bytes of {@code count} outliers, each kind in turn. */
  ByteBuffer draw(int count) {
    Outlier[] kinds = Outlier.values();
    ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(count, images.imageShape().size()));
    for (int i = 0; i < count; i++) {
      all.put(draw(kinds[i % kinds.length]));
    }
    return all.flip();
  }

  /** Returns the bytes of one outlier. */
  byte[] draw(Outlier kind) {
    return switch (kind) {
      case SHADE -> shade();
      case NOISE -> noise(false);
      case CLOUDS -> noise(true);
      case SHUFFLED_PIXELS -> shuffled(1);
      case SHUFFLED_TILES ->
          shuffled(Math.max(2, Math.min(rows, columns) / (2 + random.nextInt(4))));
      case OVERLAY -> overlay();
    };
  }

  private byte[] shade() {
    byte[] pixels = new byte[images.imageShape().size()];
    Arrays.fill(pixels, (byte) anyShade());
    return pixels;
  }

  /** Favours black and white, which most pictures consist of. */
  private int anyShade() {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> 255;
      default -> random.nextInt(256);
    };
  }

  private byte[] noise(boolean smooth) {
    int cell = 1 + random.nextInt(LARGEST_CELL);
    int ground = anyShade();
    int spots = anyShade();
    double power =
        1 + random.nextInt(2) * random.nextInt(MOST_POWER); // the higher, the fewer spots
    int across = (columns / cell + 2) * channels;
    double[] grid = random.doubles((long) (rows / cell + 2) * across).toArray();
    byte[] pixels = new byte[images.imageShape().size()];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / channels / columns;
      int column = i / channels % columns;
      int at = row / cell * across + column / cell * channels + i % channels;
      double value = grid[at];
      if (smooth) {
        double below = row % cell / (double) cell;
        double right = column % cell / (double) cell;
        int next = at + across;
        value =
            mix(
                below,
                mix(right, grid[at], grid[at + channels]),
                mix(right, grid[next], grid[next + channels]));
      }
      pixels[i] = (byte) Math.round(mix(Math.pow(value, power), ground, spots));
    }
    return pixels;
  }

  private static double mix(double share, double one, double other) {
    return (1 - share) * one + share * other;
  }

  /** Returns an image whose whole tiles are in another order; partial tiles at its edges stay. */
  private byte[] shuffled(int side) {
    byte[] from = image(random.nextInt(images.count()));
    byte[] to = from.clone();
    int across = columns / side;
    List<Integer> order =
        IntStream.range(0, rows / side * across).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    for (int tile = 0; tile < order.size(); tile++) {
      for (int row = 0; row < side; row++) {
        System.arraycopy(
            from,
            offset(order.get(tile), row, side, across),
            to,
            offset(tile, row, side, across),
            side * channels);
      }
    }
    return to;
  }

  private int offset(int tile, int row, int side, int across) {
    return ((tile / across * side + row) * columns + tile % across * side) * channels;
  }

  /** Not their mean, or any dim image would be taken for a blend. */
  private byte[] overlay() {
    int one = random.nextInt(images.count());
    int other = one;
    while (images.label(other) == images.label(one)) { // a classifier has at least two classes
      other = random.nextInt(images.count());
    }
    byte[] pixels = image(one);
    byte[] second = image(other);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(pixels[i] & 0xff, second[i] & 0xff);
    }
    return pixels;
  }

  private byte[] image(int index) {
    byte[] pixels = new byte[images.imageShape().size()];
    images.copy(index, pixels, 0);
    return pixels;
  }
}
