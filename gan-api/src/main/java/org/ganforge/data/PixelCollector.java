package org.ganforge.data;

import java.util.ArrayDeque;
import java.util.Deque;

/** Gathers images whose number nobody knows yet. */
final class PixelCollector {
  private static final int CHUNK_BYTES = 1 << 22;

  private final int imageBytes;
  private final int perChunk;
  private final Deque<byte[]> chunks = new ArrayDeque<>();
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
      chunks.addLast(new byte[perChunk * imageBytes]);
    }
    System.arraycopy(image, 0, chunks.getLast(), count % perChunk * imageBytes, imageBytes);
    count++;
  }

  /** Returns the images, and forgets them. */
  PixelBlocks pixels() {
    PixelBlocks pixels = PixelBlocks.allocate(imageBytes, count);
    for (int first = 0; first < count; first += perChunk) {
      byte[] chunk = chunks.removeFirst(); // its memory is free again before the next is copied
      for (int i = first; i < Math.min(count, first + perChunk); i++) {
        pixels.put(i, chunk, (i - first) * imageBytes);
      }
    }
    count = 0;
    return pixels;
  }
}
