package org.ganforge.tf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class ThreadPoolTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final ThreadPool pool = new ThreadPool(false);

  @Test
  void isAsLargeAsTheFirstSessionAsksFor() {
    assertThat(pool.take(3)).isEqualTo(3);
    assertThat(pool.take(3)).isEqualTo(3);
    assertThat(pool.take(0)).isEqualTo(3);
  }

  @Test
  void hasOneThreadPerCoreIfTheFirstSessionAsksForNone() {
    assertThat(pool.take(0)).isEqualTo(CORES);
    assertThat(pool.take(CORES)).isEqualTo(CORES);
  }

  @Test
  void refusesAnotherNumber() {
    assertThat(pool.take(2)).isEqualTo(2);

    assertThatThrownBy(() -> pool.take(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "intra-op threads: expected 2, as many as TensorFlow has had since its first session in"
                + " this process, but found 1; leave them at 0, use a separate process, or set"
                + " TF_OVERRIDE_GLOBAL_THREADPOOL=true in the environment before Java starts, so"
                + " that every trainer has its own");
    assertThat(pool.take(0)).isEqualTo(2);
  }

  @Test
  void isSeparateForEachSessionIfTheEnvironmentSaysSo() {
    ThreadPool own = new ThreadPool(true);

    assertThat(own.take(2)).isEqualTo(2);
    assertThat(own.take(1)).isEqualTo(1);
    assertThat(own.take(0)).isEqualTo(CORES);
  }

  @Test
  void readsTheEnvironmentAsTensorFlowDoes() {
    assertThat(ThreadPool.isTrue("true")).isTrue();
    assertThat(ThreadPool.isTrue("True")).isTrue();
    assertThat(ThreadPool.isTrue("1")).isTrue();
    assertThat(ThreadPool.isTrue("0")).isFalse();
    assertThat(ThreadPool.isTrue("yes")).isFalse();
    assertThat(ThreadPool.isTrue(null)).isFalse();
  }
}
