package org.ganforge.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.internal.Checks;

/**
 * The pixels of images of the same size, in several arrays if necessary: a Java array is limited to
 * 2 GiB. No image spans two arrays.
 */
final class PixelBlocks {
  /** The longest array that every JVM can allocate. */
  static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final int imageBytes;
  private final int perBlock;
  private final List<ByteBuffer> blocks;
  private final int first;
  private final int count;

  private PixelBlocks(int imageBytes, int perBlock, List<ByteBuffer> blocks, int first, int count) {
    this.imageBytes = imageBytes;
    this.perBlock = perBlock;
    this.blocks = blocks;
    this.first = first;
    this.count = count;
  }

  /** Wraps whole images in one array, without a copy. */
  static PixelBlocks of(int imageBytes, byte[] pixels) {
    int count = pixels.length / imageBytes;
    return new PixelBlocks(imageBytes, count, List.of(ByteBuffer.wrap(pixels)), 0, count);
  }

  /** Wraps images in arrays of the same length, without a copy; the last one need not be full. */
  static PixelBlocks of(int imageBytes, int count, List<byte[]> arrays) {
    List<ByteBuffer> blocks = arrays.stream().map(ByteBuffer::wrap).toList();
    return new PixelBlocks(imageBytes, arrays.get(0).length / imageBytes, blocks, 0, count);
  }

  /** Allocates images, all black. */
  static PixelBlocks allocate(int imageBytes, int count) {
    return allocate(imageBytes, count, MOST_BYTES);
  }

  static PixelBlocks allocate(int imageBytes, int count, int mostBytes) {
    Checks.positive("images", count);
    int perBlock = Math.min(count, Math.max(1, mostBytes / imageBytes));
    List<ByteBuffer> blocks = new ArrayList<>();
    for (int rest = count; rest > 0; rest -= perBlock) {
      blocks.add(ByteBuffer.allocate(Math.min(rest, perBlock) * imageBytes));
    }
    return new PixelBlocks(imageBytes, perBlock, List.copyOf(blocks), 0, count);
  }

  int count() {
    return count;
  }

  /** Returns one byte of an image. */
  byte get(int image, int offset) {
    int at = first + image;
    return blocks.get(at / perBlock).get(at % perBlock * imageBytes + offset);
  }

  /** Copies an image. */
  void get(int image, byte[] target, int offset) {
    int at = first + image;
    blocks.get(at / perBlock).get(at % perBlock * imageBytes, target, offset, imageBytes);
  }

  /**
   * Writes an image from {@code source}, starting at {@code offset}. Threads may write different
   * images concurrently.
   */
  void put(int image, byte[] source, int offset) {
    int at = first + image;
    blocks.get(at / perBlock).put(at % perBlock * imageBytes, source, offset, imageBytes);
  }

  /** Returns images {@code from} up to, but not including, {@code to}, sharing the same memory. */
  PixelBlocks slice(int from, int to) {
    return new PixelBlocks(imageBytes, perBlock, blocks, first + from, to - from);
  }

  /** Returns copies of some images, in this order. */
  PixelBlocks copy(int... images) {
    PixelBlocks copies = allocate(imageBytes, images.length);
    byte[] image = new byte[imageBytes];
    for (int i = 0; i < images.length; i++) {
      get(images[i], image, 0);
      copies.put(i, image, 0);
    }
    return copies;
  }

  /** Moves some images, given in ascending order, to the front and returns them. */
  PixelBlocks compact(int... images) {
    byte[] image = new byte[imageBytes];
    for (int i = 0; i < images.length; i++) {
      if (images[i] != i) {
        get(images[i], image, 0);
        put(i, image, 0);
      }
    }
    return slice(0, images.length);
  }

  /** Returns read-only views of the memory, one per block, in order. */
  List<ByteBuffer> parts() {
    List<ByteBuffer> parts = new ArrayList<>();
    int end = first + count;
    for (int at = first; at < end; at += perBlock - at % perBlock) {
      int last = Math.min(end, at + perBlock - at % perBlock);
      ByteBuffer block = blocks.get(at / perBlock);
      int start = at % perBlock * imageBytes;
      parts.add(block.slice(start, (last - at) * imageBytes).asReadOnlyBuffer());
    }
    return parts;
  }
}
