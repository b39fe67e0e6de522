package org.ganforge.tf.truth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The sweep can fail; otherwise it would prove nothing. */
class FindingTest {
  /** Builds an operation on one input. */
  private interface Build {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> input);
  }

  @Test
  void acceptsTheRightAnswer() {
    Finding finding = ask((tf, x) -> tf.math.mul(x, tf.constant(2f)));
    assertThat(finding.wrong()).isEmpty();
    assertThat(finding.toString()).startsWith("Double").contains("3     0  0.0e+00");
  }

  @Test
  void reportsAWrongAnswerWithItsShape() {
    Finding finding = ask((tf, x) -> tf.math.mul(x, tf.constant(2.001f)));
    assertThat(finding.wrong())
        .hasSize(6)
        .startsWith(
            "[2], 1 threads, output: off by 0.00050", "[2], 1 threads, gradient: off by 0.00050");
  }

  @Test
  void reportsAWrongGradient() {
    Finding finding =
        ask((tf, x) -> tf.math.add(x, tf.math.mul(tf.stopGradient(x), tf.constant(1f))));
    assertThat(finding.wrong()).hasSize(3).allMatch(wrong -> wrong.contains("gradient: off by"));
  }

  @Test
  void reportsWhatIsNotANumber() {
    Finding finding =
        ask(
            (tf, x) ->
                tf.math.add(
                    tf.math.mul(x, tf.constant(2f)),
                    tf.math.div(tf.math.sub(x, x), tf.math.sub(x, x))));
    assertThat(finding.wrong()).contains("[2], 1 threads, output: off by Infinity");
  }

  @Test
  void reportsAnAnswerOfTheWrongSize() {
    Finding finding =
        ask(
            (tf, x) -> tf.reshape(tf.math.mul(x, tf.constant(2f)), tf.constant(new int[] {2})),
            new double[3]);
    assertThat(finding.wrong()).contains("[2], 1 threads, output: off by Infinity");
  }

  private static Finding ask(Build build) {
    return ask(build, new double[] {2, -4});
  }

  /** Asks for 2 x where x is (1, -2). */
  private static Finding ask(Build build, double[] output) {
    TensorShape two = TensorShape.of(2);
    Question question =
        new Question(
            two.toString(),
            List.of(FloatTensor.of(two, 1, -2)),
            (tf, in) -> List.of(build.of(tf, in.get(0))),
            Optional.of(FloatTensor.of(two, 1, 1)),
            List.of(Expected.of("output", output), Expected.of("gradient", new double[] {2, 2})));
    return Finding.of(Operation.of("Double", draw -> question), 3, 1);
  }
}
