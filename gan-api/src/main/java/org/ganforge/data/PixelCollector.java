package org.ganforge.data;

import java.util.ArrayList;
import java.util.List;

/** Collects an unknown number of images. */
final class PixelCollector {
  private static final int CHUNK_BYTES = 1 << 22;

  private final int imageBytes;
  private final int perChunk;
  private final List<byte[]> chunks = new ArrayList<>();
  private int count;

  PixelCollector(int imageBytes) {
    this.imageBytes = imageBytes;
    this.perChunk = Math.max(1, CHUNK_BYTES / imageBytes);
  }

  int count() {
    return count;
  }

  /** Adds a copy of an image. */
  void add(byte[] image) {
    if (count % perChunk == 0) {
      chunks.add(new byte[perChunk * imageBytes]);
    }
    byte[] last = chunks.get(chunks.size() - 1);
    System.arraycopy(image, 0, last, count % perChunk * imageBytes, imageBytes);
    count++;
  }

  /** Returns the images without a copy, which would double the memory. */
  PixelBlocks pixels() {
    return PixelBlocks.of(imageBytes, count, chunks);
  }
}
