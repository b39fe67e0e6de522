package org.ganforge.tf.truth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of random shapes for each operation. Wrong answers depend on the processor, so run it
 * with {@code ONEDNN_MAX_CPU_ISA=AVX2} and with {@code TF_ENABLE_ONEDNN_OPTS=0} in the environment,
 * too.
 */
@Tag("slow")
class EngineSweepTest {
  private static final int QUESTIONS = Integer.getInteger("engine.questions", 300);
  private static final long SEED = Long.getLong("engine.seed", 1);

  @BeforeAll
  static void printHeading() {
    System.out.printf("%-36s asked wrong  error of right answers%n", "operation");
  }

  static Stream<Operation> operations() {
    return Operations.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void isRight(Operation operation) {
    Finding finding = Finding.of(operation, QUESTIONS, SEED);
    System.out.println(finding);
    assertThat(finding.wrong()).isEmpty();
  }
}
