package org.ganforge.tf.truth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few questions for each operation; {@link EngineSweepTest} asks hundreds. */
class EngineSampleTest {
  private static final int QUESTIONS = 3;
  private static final long SEED = 20;

  static Stream<Operation> operations() {
    return Operations.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void isRight(Operation operation) {
    assertThat(Finding.of(operation, QUESTIONS, SEED).wrong()).isEmpty();
  }
}
