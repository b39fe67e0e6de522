package org.ganforge.data;

import java.io.IOException;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;

/**
 * Images in a NumPy array: {@code [count, height, width]}, with channels innermost or before the
 * rows, or flattened squares.
 */
final class NpyPictures {
  private final String where;
  private final NpyNumbers.Origin origin;
  private final TensorShape shape;
  private final boolean channelsFirst;
  private final NpyScale scale;

  private NpyPictures(
      String where,
      NpyNumbers.Origin origin,
      TensorShape shape,
      boolean channelsFirst,
      NpyScale scale) {
    this.where = where;
    this.origin = origin;
    this.shape = shape;
    this.channelsFirst = channelsFirst;
    this.scale = scale;
  }

  /** Returns whether an array has a shape for images. */
  static boolean areImages(NpyHeader header) {
    return !header.type().equals("f2") && header.count() > 0 && shape(header).isPresent();
  }

  /**
   * Returns the images.
   *
   * @param labels one for each image, or none
   * @param isRandom whether bytes in the middle of the array can be read directly
   * @throws InvalidInputException if the array cannot hold images
   */
  static PictureSet of(
      String where,
      NpyNumbers.Origin origin,
      NpyHeader header,
      ClassLabels labels,
      boolean isRandom)
      throws IOException {
    Optional<TensorShape> shape = shape(header);
    if (!areImages(header) || shape.isEmpty()) {
      throw new InvalidInputException(
          where,
          "bytes or other numbers of the shape [count, height, width] or [count, height, width,"
              + " channels]",
          header.type() + " " + header.dims(),
          "save images of 1 or 3 channels, as uint8");
    }
    long size = (long) header.count() * shape.get().size();
    NpyScale scale = NpyScale.of(where, origin, header, size);
    boolean first = header.rank() == 4 && !isChannels(header.dims().get(3));
    NpyPictures pictures = new NpyPictures(where, origin, shape.get(), first, scale);
    return new ArrayPictures(
        header.count(), shape.get(), labels, isRandom, at -> pictures.new Place(pictures.open(at)));
  }

  /** Returns the shape of one image, channels innermost. */
  private static Optional<TensorShape> shape(NpyHeader header) {
    int[] dims = header.dims().stream().mapToInt(Integer::intValue).toArray();
    if (header.dims().contains(0)) {
      return Optional.empty();
    }
    return switch (dims.length) {
      case 2 -> {
        int side = (int) Math.sqrt(dims[1]);
        boolean isSquare = side * side == dims[1] && side >= 4;
        yield isSquare ? Optional.of(TensorShape.of(side, side, 1)) : Optional.empty();
      }
      case 3 -> Optional.of(TensorShape.of(dims[1], dims[2], 1));
      case 4 ->
          isChannels(dims[3])
              ? Optional.of(TensorShape.of(dims[1], dims[2], dims[3]))
              : isChannels(dims[1])
                  ? Optional.of(TensorShape.of(dims[2], dims[3], dims[1]))
                  : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isChannels(int dim) {
    return dim == 1 || dim == 3 || dim == 4;
  }

  private NpyNumbers open(int first) throws IOException {
    NpyNumbers numbers = NpyNumbers.open(where, origin);
    try {
      numbers.skip((long) first * shape.size());
      return numbers;
    } catch (IOException e) {
      numbers.close();
      throw e;
    }
  }

  /** A position in the array. */
  private final class Place implements ArrayPictures.Cursor {
    private final NpyNumbers numbers;

    private Place(NpyNumbers numbers) {
      this.numbers = numbers;
    }

    @Override
    public byte[] next() throws IOException {
      byte[] image = new byte[shape.size()];
      if (numbers.header().type().equals("u1") && scale == NpyScale.BYTES) {
        numbers.next(image);
      } else {
        double[] values = new double[image.length];
        numbers.next(values);
        for (int i = 0; i < image.length; i++) {
          image[i] = scale.rounded(values[i]);
        }
      }
      return channelsFirst ? channelsLast(image) : image;
    }

    private byte[] channelsLast(byte[] image) {
      int channels = shape.dim(2);
      int plane = image.length / channels;
      byte[] moved = new byte[image.length];
      for (int i = 0; i < image.length; i++) {
        moved[i % plane * channels + i / plane] = image[i];
      }
      return moved;
    }

    @Override
    public void close() throws IOException {
      numbers.close();
    }
  }
}
