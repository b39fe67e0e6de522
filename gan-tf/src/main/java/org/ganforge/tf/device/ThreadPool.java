package org.ganforge.tf.device;

import java.util.Locale;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that operations run on. TensorFlow has one pool of them for all sessions of a
 * process, as large as the first one asks for; what a later one asks for, it does not even look at.
 * Since bits depend on that number, another one is refused here.
 */
final class ThreadPool {
  /** The environment's word that gives every session a pool of its own. */
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

  /** Returns how many threads a session would have that asks for this many. */
  synchronized int sizeFor(int asked) {
    int wanted = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
    return ownPools || size == 0 || asked != 0 ? wanted : size;
  }

  /** Returns whether it has this size; the first one asked for is the size. */
  synchronized boolean share(int wanted) {
    if (size == 0) {
      size = wanted;
    }
    return wanted == size;
  }

  /**
   * Returns how many threads a session has that asks for this many.
   *
   * @param asked how many; 0 for what there is: those of the process's first session or, for that
   *     one, one a core
   * @throws InvalidInputException if there already are more or fewer
   */
  public synchronized int take(int asked) {
    int wanted = sizeFor(asked);
    if (!ownPools && !share(wanted)) {
      throw new InvalidInputException(
          "intra-op threads",
          size + ", as many as TensorFlow has had since its first session in this process,",
          String.valueOf(asked),
          "leave them at 0, use a process of its own, or set "
              + OWN_POOLS
              + "=true in the environment before Java starts, so that every trainer has its own");
    }
    return wanted;
  }
}
