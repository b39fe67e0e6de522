package org.ganforge.data;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * Batches of a stream, decoded ahead of whoever takes them. What is in the batch of a number is a
 * function of that number and the seed, so a training that resumes gets the same batches.
 *
 * <pre>{@code
 * try (ImagesAhead ahead = ImagesAhead.of(stream, number -> indices(number), 7)) {
 *   byte[] batch = ahead.take(0);
 * }
 * }</pre>
 *
 * <p>Batches that are done or begun take 64 MiB at most, or two batches where one is larger;
 * pictures that are being decoded take half of the memory that is free when this is made. One
 * thread takes batches.
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
   * Returns the batches of a stream. Decoding begins with the first that is taken.
   *
   * @param order the images of the batch of each number
   * @param seed of the changes that the stream's augmentation makes
   */
  public static ImagesAhead of(ImageStream stream, LongFunction<int[]> order, long seed) {
    return new ImagesAhead(stream, Decoders.startUnbounded(), order, seed, MOST_BATCHES);
  }

  /**
   * Returns other batches of the stream that {@code beside} takes its own from; pictures that are
   * decoded for either share the memory.
   */
  public static ImagesAhead of(ImagesAhead beside, LongFunction<int[]> order, long seed) {
    return new ImagesAhead(beside.stream, beside.decoders.startBeside(), order, seed, MOST_BATCHES);
  }

  /**
   * Returns such other batches, each decoded only when it is taken, for numbers that do not follow
   * each other.
   */
  public static ImagesAhead withoutLookingAhead(
      ImagesAhead beside, LongFunction<int[]> order, long seed) {
    return new ImagesAhead(beside.stream, beside.decoders.startBeside(), order, seed, 1);
  }

  /**
   * Returns a batch's bytes, {@code [indices, height, width, channels]}, once they are there, and
   * has those of the following numbers decoded meanwhile.
   *
   * @throws org.ganforge.error.InvalidInputException if a picture cannot be read any more
   */
  public byte[] take(long number) {
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

  /** Returns how long {@link #take} has waited for images, in all. */
  public Duration waited() {
    return Duration.ofNanos(waited);
  }

  /** Ends what is being decoded. The stream stays open. */
  @Override
  public void close() {
    decoders.drop();
    decoders.close();
  }
}
