package org.ganforge.tf.keras;

import static org.ganforge.tf.keras.HdfNode.ask;
import static org.ganforge.tf.keras.HdfNode.wrong;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one array of an HDF5 file.
 *
 * @param place where the array is, for error messages
 */
record HdfNumbers(Dataset dataset, String place) {
  /**
   * Checks that the file can hold as much as the array claims, and returns the bytes stored for it.
   *
   * @param left the number of bytes not claimed by other arrays
   */
  long checkStorage(long left) {
    long promised = ask(dataset::getSizeInBytes);
    long stored = ask(dataset::getStorageInBytes);
    boolean isPacked = dataset instanceof ChunkedDataset;
    if (stored > left || promised > stored * (isPacked ? HdfChunks.BEST_PACKED : 1)) {
      throw wrong(place, promised + " bytes of numbers in the file", Math.min(stored, left) + "");
    }
    return stored;
  }

  /**
   * Returns the numbers in float32.
   *
   * @throws InvalidInputException if they are not numbers, not finite, or don't match their
   *     checksum
   */
  float[] floats() {
    if (dataset instanceof ChunkedDataset chunked) {
      new HdfChunks(chunked, place).check();
    }
    Object values = ask(dataset::getDataFlat);
    float[] floats = floats(values);
    for (float value : floats) {
      if (!Float.isFinite(value)) {
        throw new InvalidInputException(
            place,
            "finite numbers",
            value + "",
            "the training had diverged when the model was saved: use an earlier one");
      }
    }
    return floats;
  }

  private float[] floats(@Nullable Object values) {
    if (values instanceof float[] floats) {
      return floats;
    }
    if (values instanceof double[] doubles) {
      float[] floats = new float[doubles.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }
    if (values instanceof Object[]) {
      throw wrong(place, "numbers", "an array that was never written");
    }
    String found = ask(() -> dataset.getJavaType().getSimpleName());
    throw wrong(place, "numbers of float32", values == null ? "nothing in it" : found + " numbers");
  }
}
