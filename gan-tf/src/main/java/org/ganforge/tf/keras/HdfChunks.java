package org.ganforge.tf.keras;

import static org.ganforge.tf.keras.HdfNode.ask;
import static org.ganforge.tf.keras.HdfNode.wrong;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/**
 * The chunks of an array. The library ignores their checksums and allocates whatever size a chunk
 * claims to have; both are checked here.
 *
 * @param place where the array is, for error messages
 */
record HdfChunks(ChunkedDataset dataset, String place) {
  private static final int FLETCHER32 = 3;
  private static final int SUM_BYTES = 4;

  /** The highest compression ratio that deflate can reach. */
  static final long BEST_PACKED = 1032;

  /** A chunk may be larger than its array, with much of it unused. */
  private static final long ALWAYS_FINE = 1L << 24;

  /** Checks sizes and checksums of all chunks, and that each is in the file. */
  void check() {
    int[] dims = ask(dataset::getDimensions);
    int[] chunk = ask(dataset::getChunkDimensions);
    checkSize(chunk);
    checkEach(new int[dims.length], 0, dims, chunk, isSummed());
  }

  private void checkSize(int[] chunk) {
    double bytes = ask(() -> dataset.getDataType().getSize());
    for (int size : chunk) {
      if (size < 1) {
        throw wrong(place, "nonempty chunks", "one of size " + size);
      }
      bytes *= size;
    }
    double most = Math.max(ALWAYS_FINE, (double) BEST_PACKED * ask(dataset::getStorageInBytes));
    if (bytes > most) {
      throw wrong(
          place,
          "chunks that the file holds",
          "one of " + BigDecimal.valueOf(bytes).toBigInteger() + " bytes");
    }
  }

  /** Returns whether the last filter is the checksum, where h5py puts it. */
  private boolean isSummed() {
    List<PipelineFilterWithData> filters = ask(dataset::getFilters);
    for (int i = 0; i < filters.size() - 1; i++) {
      if (filters.get(i).getId() == FLETCHER32) {
        throw wrong(place, "a checksum of the chunks as they are stored", "one within a filter");
      }
    }
    return !filters.isEmpty() && filters.get(filters.size() - 1).getId() == FLETCHER32;
  }

  /** Keras writes all chunks; the library would read a missing one as its fill value. */
  private void checkEach(int[] at, int axis, int[] dims, int[] chunk, boolean isSummed) {
    if (axis == dims.length) {
      ByteBuffer raw = stored(at);
      if (isSummed) {
        checkSum(raw);
      }
      return;
    }
    for (int i = 0; i < dims[axis]; i += chunk[axis]) {
      at[axis] = i;
      checkEach(at, axis + 1, dims, chunk, isSummed);
    }
  }

  private ByteBuffer stored(int[] at) {
    try {
      return dataset.getRawChunkBuffer(at);
    } catch (HdfException e) {
      InvalidInputException error =
          wrong(place, "all chunks of its numbers in the file", "one missing");
      error.addSuppressed(e);
      throw error;
    }
  }

  private void checkSum(ByteBuffer raw) {
    byte[] bytes = new byte[raw.remaining()];
    raw.get(bytes);
    int length = bytes.length - SUM_BYTES;
    int sum = 0;
    for (int i = SUM_BYTES - 1; i >= 0 && length >= 0; i--) {
      sum = (sum << 8) | (bytes[length + i] & 0xff);
    }
    if (length < 0 || sum != fletcher32(bytes, length)) {
      throw wrong(place, "numbers that match their Fletcher32 checksum", "others");
    }
  }

  /**
   * Returns HDF5's checksum of the first bytes: over big-endian 16-bit words, where a last odd byte
   * is the upper half of one.
   */
  static int fletcher32(byte[] bytes, int length) {
    int low = 0;
    int high = 0;
    for (int i = 0; i < length; i += 2) {
      int next = i + 1 < length ? bytes[i + 1] & 0xff : 0;
      low = folded(low + (((bytes[i] & 0xff) << 8) | next));
      high = folded(high + low);
    }
    return (high << 16) | low;
  }

  /** Adds the bits above 16 to the lower ones, so that a nonzero sum never becomes 0. */
  private static int folded(int sum) {
    return (sum & 0xffff) + (sum >>> 16);
  }
}
