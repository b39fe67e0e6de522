package org.ganforge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> VERBS = List.of("train", "sample", "summary");

  @Test
  void findsANameOneLetterAway() {
    assertThat(Nearest.of("trai", VERBS)).contains("train");
    assertThat(Nearest.of("samples", VERBS)).contains("sample");
    assertThat(Nearest.of("sumary", VERBS)).contains("summary");
  }

  @Test
  void countsTwoSwappedLettersAsOneMistake() {
    assertThat(Nearest.of("trian", VERBS)).contains("train");
    assertThat(Nearest.of("lsit", List.of("list"))).contains("list");
  }

  @Test
  void findsANameByItsBeginning() {
    assertThat(Nearest.of("mnist", List.of("emnist-letters", "mnist-dcgan")))
        .contains("mnist-dcgan");
    assertThat(Nearest.of("kernel", List.of("kernel_size", "kernel_initializer"))).isEmpty();
  }

  @Test
  void ignoresCaseHyphensAndUnderscores() {
    assertThat(Nearest.of("MNIST_DCGAN", List.of("mnist-dcgan"))).contains("mnist-dcgan");
  }

  @Test
  void suggestsTheNearestNameOrSaysWhatElseToDo() {
    assertThat(Nearest.didYouMean("trian", VERBS, "leave it out")).isEqualTo("did you mean train?");
    assertThat(Nearest.didYouMean("quantize", VERBS, "leave it out")).isEqualTo("leave it out");
  }

  @Test
  void listsAllNamesAfterTheNearestOne() {
    assertThat(Nearest.didYouMeanAmong("trian", VERBS, "there are train, sample"))
        .isEqualTo("did you mean train? (there are train, sample)");
    assertThat(Nearest.didYouMeanAmong("quantize", VERBS, "there are train, sample"))
        .isEqualTo("there are train, sample");
  }

  @Test
  void findsNothingFarAwayOrVeryLong() {
    assertThat(Nearest.of("quantize", VERBS)).isEmpty();
    assertThat(Nearest.of("--", VERBS)).isEmpty();
    assertThat(Nearest.of("x".repeat(61), VERBS)).isEmpty();
  }

  @Test
  void prefersTheFirstOfTwoEquallyNear() {
    assertThat(Nearest.of("cat", List.of("bat", "hat"))).contains("bat");
  }
}
