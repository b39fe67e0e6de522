package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random networks compute outputs and all gradients correctly, to float32's precision. */
class TruthFuzzTest {
  private static final int NETWORKS = 40;
  private static final int TRIED_OF = 20;

  @TempDir Path folder;

  @Test
  void randomNetworksAnswerAsPlainArithmeticDoes() {
    TruthFuzz fuzz = new TruthFuzz(TRIED_OF, folder.resolve("forms.txt"));
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
