package org.ganforge.data;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;

/**
 * A label for each image, or none at all.
 *
 * @param values the labels, read-only
 * @param names the names of labels 0, 1, ...; empty if unknown
 */
record ClassLabels(IntBuffer values, List<String> names) {
  static final ClassLabels NONE = of(new int[0], List.of());

  private static final int LARGEST_BYTE = 0xff;

  /** Returns labels that wrap the array without a copy. */
  static ClassLabels of(int[] values, List<String> names) {
    return new ClassLabels(IntBuffer.wrap(values).asReadOnlyBuffer(), List.copyOf(names));
  }

  /** Returns labels from unsigned bytes. */
  static ClassLabels of(byte[] values, List<String> names) {
    int[] wide = new int[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i] & 0xff;
    }
    return of(wide, names);
  }

  int count() {
    return values.limit();
  }

  int get(int index) {
    return values.get(index);
  }

  ClassLabels slice(int from, int to) {
    return count() == 0 ? this : new ClassLabels(values.slice(from, to - from), names);
  }

  ClassLabels chosen(int... images) {
    int[] chosen = new int[count() == 0 ? 0 : images.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = get(images[i]);
    }
    return of(chosen, names);
  }

  /**
   * Returns the indices of the images with this label in a source with these labels.
   *
   * @throws InvalidInputException if there are none
   */
  int[] imagesOf(int label, ImageSource source) {
    int[] chosen =
        IntStream.range(0, source.count()).filter(i -> source.label(i) == label).toArray();
    if (chosen.length == 0) {
      throw new InvalidInputException(
          "data set " + source.name(),
          "one of the labels " + known(),
          Integer.toString(label),
          "choose one of them");
    }
    return chosen;
  }

  private List<Integer> known() {
    return IntStream.range(0, count()).map(this::get).distinct().sorted().boxed().toList();
  }

  /**
   * Returns the bytes that go into the set's digest: one per label, or four if one is not enough.
   */
  ByteBuffer bytes() {
    boolean isWide = false;
    for (int i = 0; i < count(); i++) {
      isWide |= get(i) > LARGEST_BYTE;
    }
    ByteBuffer bytes = ByteBuffer.allocate(count() * (isWide ? Integer.BYTES : 1));
    for (int i = 0; i < count(); i++) {
      if (isWide) {
        bytes.putInt(get(i));
      } else {
        bytes.put((byte) get(i));
      }
    }
    return bytes.flip();
  }
}
