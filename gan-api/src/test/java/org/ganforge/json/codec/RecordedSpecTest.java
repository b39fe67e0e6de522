package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Dense;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.objective.LeastSquares;
import org.ganforge.objective.Wasserstein;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.Fakes;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record names the mode of its fakes; one that does not predates the choice. */
class RecordedSpecTest {
  private static final Gan GAN =
      Gan.of(
          "tiny",
          Sequential.builder("generator").input(2).add(Dense.of(3)).build(),
          Sequential.builder("discriminator").input(3).add(Dense.of(1)).build());

  @TempDir private Path folder;

  private Gan read(String text) throws IOException {
    return RecordedSpec.read(Files.writeString(folder.resolve("gan.json"), text));
  }

  private static Gan with(Fakes fakes) {
    return GAN.withPlan(TrainingPlan.of().withBatchSize(8).withFakes(fakes));
  }

  @Test
  void aRecordIncludesADefaultThatASpecOmits() throws IOException {
    for (Gan gan : List.of(GAN, with(Fakes.TRAINING), with(Fakes.INFERENCE))) {
      String text = RecordedSpec.write(gan);
      assertThat(text).contains("\"fakes\": \"" + name(gan) + "\"");
      assertThat(read(text)).isEqualTo(gan);
      assertThat(GanJson.read(text)).isEqualTo(gan);
    }
    assertThat(GanJson.write(GAN)).doesNotContain("plan");
    assertThat(RecordedSpec.write(GAN.withReference(GAN.reference())))
        .endsWith("  \"plan\": {\"fakes\": \"training\"}\n}\n");
  }

  private static String name(Gan gan) {
    return gan.plan().fakes() == Fakes.TRAINING ? "training" : "inference";
  }

  @Test
  void aRecordWithoutAModeUsesInference() throws IOException {
    assertThat(read(GanJson.write(GAN)))
        .isEqualTo(GAN.withPlan(TrainingPlan.of().withFakes(Fakes.INFERENCE)));
    assertThat(read(GanJson.write(with(Fakes.TRAINING)))).isEqualTo(with(Fakes.INFERENCE));
  }

  @Test
  void aNewSpecWithoutAModeUsesTraining() {
    assertThat(GanJson.read(GanJson.write(GAN)).plan().fakes()).isEqualTo(Fakes.TRAINING);
  }

  /** Such a run has weights and must be sampled, exported and resumed as it was trained. */
  @Test
  void aMismatchedLossIsReadInARecordAndRefusedInASpec() throws IOException {
    String text = GanJson.write(GAN).replaceFirst(",?\\s*\"objective\": \\{[^}]*}", "");
    Gan trained = read(text); // with the default at the time, cross-entropy on probabilities
    assertThat(trained.objective()).isEqualTo(BinaryCrossentropy.of());
    assertThat(read(RecordedSpec.write(trained))).isEqualTo(trained);
    assertThatThrownBy(() -> GanJson.read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("$.objective: expected a discriminator that ends in a sigmoid,");
  }

  /** They had no effect, and must not prevent resuming. */
  @Test
  void labelsThatAnOlderRecordsLossIgnoredAreDropped() throws IOException {
    String labels = "\"labels\": {\"real\": 0.9}";
    String squares = old("\"loss\": \"least_squares\",\n  " + labels);
    assertThat(read(squares)).isEqualTo(GAN.withObjective(LeastSquares.of()).withPlan(old()));
    assertThatThrownBy(() -> GanJson.read(squares))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "$.labels: expected none, since least_squares uses no labels, but found an object;"
                + " leave them out");
    String logits = "\"loss\": {\"type\": \"binary_crossentropy\", \"from_logits\": true}";
    assertThat(read(old(logits + ", " + labels)))
        .isEqualTo(
            GAN.withObjective(
                    BinaryCrossentropy.of()
                        .withFromLogits(true)
                        .withLabels(Labels.of().withReal(0.9)))
                .withPlan(old()));
  }

  /** Such a record predates penalties; new specs must have one. */
  @Test
  void wassersteinsLossWithoutABoundIsReadInARecord() throws IOException {
    Gan trained = read(old("\"loss\": \"wasserstein\""));
    assertThat(trained.objective()).isEqualTo(Wasserstein.of());
    assertThat(ObjectiveFit.isUnbounded(trained)).isTrue();
    assertThat(read(RecordedSpec.write(trained))).isEqualTo(trained);
    assertThatThrownBy(() -> GanJson.read(old("\"loss\": \"wasserstein\"")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("$.loss: expected a discriminator whose slope is bounded, ");
  }

  /** Returns the spec in format 1, with other fields. */
  private static String old(String fields) {
    return GanJson.write(GAN)
        .replace("\"format\": 2", "\"format\": 1")
        .replaceFirst("\"objective\": \\{[^}]*}", fields);
  }

  private static TrainingPlan old() {
    return TrainingPlan.of().withFakes(Fakes.INFERENCE);
  }

  @Test
  void readsEveryOtherFieldLikeASpec() throws IOException {
    Gan other =
        with(Fakes.INFERENCE)
            .withObjective(BinaryCrossentropy.of().withFromLogits(true).withLabelSmoothing(0.1))
            .withGeneratorOptimizer(SGD.of());
    assertThat(read(RecordedSpec.write(other))).isEqualTo(other);
    assertThatThrownBy(() -> read("{\"format\": 1, \"plan\": 7}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.resolve("gan.json") + " $.");
    assertThatThrownBy(() -> read("[]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.resolve("gan.json")
                + " $: expected a spec, an object but found []; put its fields in braces");
  }
}
