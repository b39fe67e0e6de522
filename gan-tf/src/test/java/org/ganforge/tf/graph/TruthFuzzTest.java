package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random networks compute what they should: outputs and all gradients, to float32's precision. */
class TruthFuzzTest {
  private static final int NETWORKS = 200;

  @Test
  void randomNetworksAnswerAsPlainArithmeticDoes() {
    TruthFuzz fuzz = new TruthFuzz();
    List<String> faults =
        IntStream.range(0, NETWORKS)
            .parallel()
            .boxed()
            .flatMap(index -> fuzz.faults(index).stream())
            .toList();
    assertThat(faults).isEmpty();
    assertThat(fuzz.asked()).as("networks away from every bend").isGreaterThan(NETWORKS * 9 / 10);
  }
}
