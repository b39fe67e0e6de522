package org.ganforge.data;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.MachineMemory;
import org.ganforge.picture.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Threads that decode pictures. Pictures being decoded are limited to a share of Java's memory, so
 * fewer threads decode large photographs; so are the files that wait, since an archive may unpack
 * to a thousand times its size.
 */
final class Decoders implements AutoCloseable {
  private static final int MOST_THREADS = 16;

  /** As decoded and, temporarily, as converted to sRGB. */
  private static final int BYTES_A_PIXEL = 8;

  private static final int MEGABYTE = 1 << 20;

  private final ThreadPoolExecutor threads;
  private final int megabytes;
  private final Semaphore memory;
  private final int megabytesOfFiles;
  private final Semaphore files;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Decoders(int count, int megabytes, Semaphore memory, BlockingQueue<Runnable> waiting) {
    this.megabytes = megabytes;
    this.memory = memory;
    this.megabytesOfFiles = Math.max(1, megabytes / 2);
    this.files = new Semaphore(megabytesOfFiles);
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            waiting,
            work -> {
              Thread thread = new Thread(work, "ganforge-decoder");
              thread.setDaemon(true);
              return thread;
            },
            // When the queue is full the reading thread decodes one itself, which bounds reading
            // ahead.
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** Starts a thread per processor, with half of the memory that is free now. */
  static Decoders start() {
    int memory = memory();
    return new Decoders(
        count(), memory, new Semaphore(memory), new ArrayBlockingQueue<>(2 * count()));
  }

  /** Like {@link #start} with an unbounded queue; the caller must bound the work it submits. */
  static Decoders startUnbounded() {
    int memory = memory();
    return new Decoders(count(), memory, new Semaphore(memory), new LinkedBlockingQueue<>());
  }

  /** Starts more threads with an unbounded queue that share the memory of these. */
  Decoders startBeside() {
    return new Decoders(count(), megabytes, memory, new LinkedBlockingQueue<>());
  }

  /** Returns how many megabytes are available for pictures. */
  int room() {
    return memory.availablePermits();
  }

  private static int count() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private static int memory() {
    return (int) Math.max(1, free() / 2 / MEGABYTE);
  }

  /** Returns how many bytes Java can still allocate. */
  static long free() {
    Runtime java = Runtime.getRuntime();
    return java.maxMemory() - java.totalMemory() + java.freeMemory();
  }

  /**
   * Submits work to a thread; runs it here if all are busy. Waits until the files held by other
   * work leave room for this one's.
   *
   * @param bytes the size of the file that the work holds
   */
  void submit(long bytes, Runnable work) {
    // A file larger than the limit takes all of it, once the others are done.
    int room = (int) Math.min(megabytesOfFiles, bytes / MEGABYTE + 1);
    files.acquireUninterruptibly(room);
    submit(
        () -> {
          try {
            work.run();
          } finally {
            files.release(room);
          }
        });
  }

  /** Submits work to a thread; runs it here if all are busy. */
  void submit(Runnable work) {
    throwFailure();
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /**
   * Waits until there is memory for a picture and reserves it. Returns how much, to be released
   * later.
   *
   * @throws InvalidInputException if the picture can never fit
   */
  int takeRoom(String where, Picture picture) {
    long bytes = (long) picture.width() * picture.height() * BYTES_A_PIXEL;
    int needed = (int) (bytes / MEGABYTE) + 1;
    if (needed > megabytes) {
      throw new InvalidInputException(
          where,
          "a picture that fits in Java's memory, "
              + MachineMemory.gigabytes((long) megabytes * MEGABYTE),
          picture.width()
              + " x "
              + picture.height()
              + " pixels, which take "
              + MachineMemory.gigabytes(bytes),
          "start Java with a larger -Xmx, or shrink or remove the picture");
    }
    memory.acquireUninterruptibly(needed);
    return needed;
  }

  void giveBack(int room) {
    memory.release(room);
  }

  /** Waits for all work and rethrows the first failure. */
  void finish() {
    close();
    throwFailure();
  }

  private void throwFailure() {
    Throwable e = failure.get();
    if (e instanceof Error error) {
      throw error;
    }
    if (e instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Drops work that hasn't started. */
  void drop() {
    threads.getQueue().clear();
  }

  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
