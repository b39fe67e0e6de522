package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random networks compute what they should: outputs and all gradients, to float32's precision. */
class TruthFuzzTest {
  private static final int NETWORKS = 200;

  @Test
  void randomNetworksAnswerAsPlainArithmeticDoes() {
    TruthFuzz fuzz = new TruthFuzz();
    List<String> faults = new ArrayList<>();
    for (int index = 0; index < NETWORKS; index++) {
      faults.addAll(fuzz.faults(index));
    }
    assertThat(faults).isEmpty();
    assertThat(fuzz.asked()).as("networks away from every bend").isGreaterThan(NETWORKS * 9 / 10);
  }
}
