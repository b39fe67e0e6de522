package org.ganforge.data;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Batches of a stream, decoded before they are needed. A batch's content is a function of its
 * number and the seed, so resumed training gets the same batches.
 *
 * <pre>{@code
 * try (ImagesAhead ahead = ImagesAhead.of(stream, number -> indices(number), 7)) {
 *   byte[] batch = ahead.take(0);
 * }
 * }</pre>
 *
 * <p>Batches decoded or in progress take at most 64 MiB, or two batches if one is larger; pictures
 * being decoded take at most half of the memory that is free at creation. The last batch taken is
 * kept as well, so taking it again decodes nothing. Only one thread may take batches.
 */
public final class ImagesAhead implements AutoCloseable {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_BATCHES = 64;

  private final ImageStream stream;
  private final LongFunction<int[]> order;
  private final long seed;
  private final int mostBatches;
  private final Decoders decoders;
  private final Deque<CompletableFuture<byte[]>> batches = new ArrayDeque<>();
  private byte @Nullable [] last;
  private long lastNumber;
  private int depth = 1;
  private long next;
  private long waited;

  private ImagesAhead(
      ImageStream stream,
      Decoders decoders,
      LongFunction<int[]> order,
      long seed,
      int mostBatches) {
    this.decoders = decoders;
    this.stream = stream;
    this.order = order;
    this.seed = seed;
    this.mostBatches = mostBatches;
  }

  /**
   * Returns the batches of a stream. Decoding starts with the first one taken.
   *
   * @param order the image indices of the batch with each number
   * @param seed the seed of the stream's augmentation
   */
  public static ImagesAhead of(ImageStream stream, LongFunction<int[]> order, long seed) {
    return new ImagesAhead(stream, Decoders.startUnbounded(), order, seed, MOST_BATCHES);
  }

  /** Returns other batches of the stream of {@code beside}, sharing its memory for decoding. */
  public static ImagesAhead of(ImagesAhead beside, LongFunction<int[]> order, long seed) {
    return new ImagesAhead(beside.stream, beside.decoders.startBeside(), order, seed, MOST_BATCHES);
  }

  /**
   * Like {@link #of(ImagesAhead, LongFunction, long)}, but decodes each batch only when it is
   * taken, for numbers that aren't consecutive.
   */
  public static ImagesAhead withoutLookingAhead(
      ImagesAhead beside, LongFunction<int[]> order, long seed) {
    return new ImagesAhead(beside.stream, beside.decoders.startBeside(), order, seed, 1);
  }

  /**
   * Returns a batch's bytes, {@code [indices, height, width, channels]}, once they are decoded, and
   * starts decoding the following ones. The last number may be taken again, as gradients do before
   * the update on the same batch: that returns the same array.
   *
   * @throws org.ganforge.error.InvalidInputException if a picture can no longer be read
   */
  public byte[] take(long number) {
    if (last == null || number != lastNumber) {
      last = takeNext(number);
      lastNumber = number;
    }
    return last;
  }

  private byte[] takeNext(long number) {
    if (number != next - batches.size()) {
      batches.clear();
      decoders.drop();
      next = number;
    }
    do {
      start(order.apply(next), next);
      next++;
    } while (batches.size() < depth);
    CompletableFuture<byte[]> batch = batches.removeFirst();
    long asked = System.nanoTime();
    try {
      return batch.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    } finally {
      waited += System.nanoTime() - asked;
    }
  }

  private void start(int[] indices, long number) {
    int size = stream.imageShape().size();
    byte[] pixels = new byte[indices.length * size];
    depth = (int) Math.min(mostBatches, Math.max(2, MOST_BYTES / pixels.length));
    CompletableFuture<byte[]> batch = new CompletableFuture<>();
    AtomicInteger open = new AtomicInteger(indices.length);
    for (int i = 0; i < indices.length; i++) {
      int position = i;
      decoders.submit(
          () -> {
            try {
              long draw = ImageStream.seedOf(seed, number, position);
              byte[] image = stream.draw(decoders, indices[position], draw);
              System.arraycopy(image, 0, pixels, position * size, size);
            } catch (RuntimeException | Error e) {
              batch.completeExceptionally(e);
            }
            if (open.decrementAndGet() == 0) {
              batch.complete(pixels);
            }
          });
    }
    batches.addLast(batch);
  }

  /** Returns how long {@link #take} has waited for images in total. */
  public Duration waited() {
    return Duration.ofNanos(waited);
  }

  /** Stops decoding. The stream stays open. */
  @Override
  public void close() {
    decoders.drop();
    decoders.close();
  }
}
