package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Computation;
import org.junit.jupiter.api.Test;

class ComputationDifferencesTest {
  private static final Computation THEN =
      Computation.of(2, 1, "float32")
          .withDevice("cpu")
          .withForms(Map.of("a", "engine", "b", "columns"))
          .withEnvironment(List.of("TF_ENABLE_ONEDNN_OPTS=0"), List.of());

  private static List<String> differences(Computation now) {
    return ComputationDifferences.of(THEN, now).stream().map(Difference::toString).toList();
  }

  @Test
  void areEmptyForEqualComputations() {
    assertThat(differences(THEN)).isEmpty();
  }

  @Test
  void areReadable() {
    Computation now =
        Computation.of(4, 3, "bfloat16")
            .withDevice("gpu")
            .withXla(true)
            .withForms(null)
            .withEnvironment(List.of("ONEDNN_MAX_CPU_ISA=AVX2", "XLA_FLAGS="), List.of("NEW=1"));
    assertThat(differences(now))
        .containsExactly(
            "threads of an operation 4 (then 2)",
            "operations at once 3 (then 1)",
            "precision bfloat16 (then float32)",
            "forms chosen by a trial (then 2 recorded ones)",
            "device gpu (then cpu)",
            "XLA on (then off)",
            "environment variable NEW 1 (then not set)",
            "environment variable ONEDNN_MAX_CPU_ISA AVX2 (then not set)",
            "environment variable TF_ENABLE_ONEDNN_OPTS not set (then 0)",
            "environment variable XLA_FLAGS empty (then not set)");
  }

  @Test
  void nameTheFormsThatDiffer() {
    assertThat(differences(THEN.withForms(Map.of())))
        .containsExactly("forms plain (then 2 recorded ones)");
    assertThat(differences(THEN.withForms(Map.of("a", "engine", "b", "engine"))))
        .containsExactly("form of b \"engine\" (then \"columns\")");
    Map<String, String> others = new LinkedHashMap<>();
    others.put("b", "engine");
    others.put("c", "columns");
    assertThat(differences(THEN.withForms(others)))
        .containsExactly("3 forms, the first that of a none (then \"engine\")");
  }

  /** An earlier version did not check it, so it may have had the same value. */
  @Test
  void areEmptyForAVariableThatWasNotRecorded() {
    Computation older = THEN.withEnvironment(THEN.environment(), null);
    Computation now = THEN.withEnvironment(THEN.environment(), List.of("NEW=1"));
    assertThat(ComputationDifferences.of(older, now)).isEmpty();
    Computation between = THEN.withEnvironment(List.of("NEW=2", "TF_ENABLE_ONEDNN_OPTS=0"), null);
    assertThat(ComputationDifferences.of(between, now))
        .extracting(Difference::toString)
        .containsExactly("environment variable NEW 1 (then 2)");
    assertThat(ComputationDifferences.of(between, THEN))
        .extracting(Difference::toString)
        .containsExactly("environment variable NEW not set (then 2)");
  }

  /** Anything that an earlier version did not record may have had the same value. */
  @Test
  void areEmptyIfNothingWasRecorded() {
    Computation then = Computation.of(2, 1, "float32");
    assertThat(ComputationDifferences.of(then, THEN.withForms(null))).isEmpty();
  }
}
