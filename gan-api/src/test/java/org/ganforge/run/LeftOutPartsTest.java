package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.LeftOut;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.Test;

class LeftOutPartsTest {
  private static final LeftOut ONE = new LeftOut("a", "dtype", "mixed_float16", false);
  private static final LeftOut TWO = new LeftOut("b", "kernel_constraint", "MaxNorm", true);
  private static final LeftOut THREE = new LeftOut("c", "dtype", "mixed_float16", false);
  private static final RunDirectory RUN = new RunDirectory(Path.of("run"));

  @Test
  void eachIsReportedOnceWithAllItsLayers() {
    assertThat(LeftOut.lines(List.of(ONE, TWO, THREE)))
        .containsExactly("dtype mixed_float16 of a, c", "kernel_constraint MaxNorm of b");
  }

  @Test
  void missingPartsOfTrainingAreRefusedUnlessAgreed() {
    LeftOutParts parts = new LeftOutParts(List.of(ONE, TWO, THREE));

    assertThatThrownBy(() -> parts.check(RUN, false))
        .hasMessage(
            "run directory run: expected networks with all that their training had but found"
                + " networks without kernel_constraint MaxNorm of b; train without it with"
                + " withDropRegularizers(true)");
    assertThatCode(() -> parts.check(RUN, true)).doesNotThrowAnyException();
    assertThatCode(() -> new LeftOutParts(List.of(ONE)).check(RUN, false))
        .doesNotThrowAnyException();
    assertThat(parts.agreed()).containsExactly(ONE, THREE);
  }
}
