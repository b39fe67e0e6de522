package org.ganforge.tf.device;

import java.util.Locale;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that operations run on. All sessions of a process share one pool, whose size is set
 * by the first; TensorFlow ignores what later ones ask for. Since the size affects results to the
 * bit, a different one is refused here.
 */
final class ThreadPool {
  /** The environment variable that gives every session its own pool. */
  private static final String OWN_POOLS = "TF_OVERRIDE_GLOBAL_THREADPOOL";

  private static final ThreadPool PROCESS = new ThreadPool(isTrue(System.getenv(OWN_POOLS)));

  private final boolean ownPools;
  private int size;

  ThreadPool(boolean ownPools) {
    this.ownPools = ownPools;
  }

  /** Returns the pool of this process. */
  public static ThreadPool ofProcess() {
    return PROCESS;
  }

  static boolean isTrue(@Nullable String word) {
    return word != null && Set.of("1", "true").contains(word.toLowerCase(Locale.ROOT));
  }

  /** Returns how many threads a session that asks for this many would have. */
  synchronized int sizeFor(int asked) {
    int wanted = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
    return ownPools || size == 0 || asked != 0 ? wanted : size;
  }

  /** Returns whether the pool has this size; the first size asked for becomes its size. */
  synchronized boolean share(int wanted) {
    if (size == 0) {
      size = wanted;
    }
    return wanted == size;
  }

  /**
   * Returns how many threads a session that asks for this many has; the first one sets the pool's
   * size.
   *
   * @param asked how many; 0 for the pool's size or, in the process's first session, one per core
   * @throws InvalidInputException if the pool already has another size
   */
  public synchronized int take(int asked) {
    int wanted = sizeFor(asked);
    if (!ownPools && !share(wanted)) {
      throw new InvalidInputException(
          "intra-op threads",
          size + ", as many as TensorFlow has had since its first session in this process,",
          String.valueOf(asked),
          "leave them at 0, use a separate process, or set "
              + OWN_POOLS
              + "=true in the environment before Java starts, so that every trainer has its own");
    }
    return wanted;
  }
}
