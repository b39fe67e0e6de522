package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.Hinge;
import org.ganforge.tf.TensorFlowBackend;
import org.junit.jupiter.api.Test;

/** The networks on the page about conditional GANs. */
class ConditionalPageTest {
  private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final ImageDataset DIGITS = HandwrittenDigits.of(40, 1);

  private static List<Model> networks() throws IOException {
    Path page = Path.of(System.getProperty("project.root", ".."), "docs", "conditional-gans.md");
    return JSON.matcher(Files.readString(page))
        .results()
        .map(block -> GanJson.readValue(block.group(1), Model.class))
        .toList();
  }

  private static Gan small(Gan gan) {
    return gan.withPlan(gan.plan().withBatchSize(4).withIterations(1));
  }

  /** The score is psi(features) plus the product of the features with the label's vector. */
  @Test
  void theProjectionIsTheInnerProductOfFeaturesAndTheLabelsVector() throws IOException {
    List<Model> networks = networks();
    Gan gan = Gan.of("projection", networks.get(0), networks.get(1)).withObjective(Hinge.of());
    try (GanTrainer trainer = TensorFlowBackend.of().open(small(gan), DIGITS)) {
      trainer.train();
      FloatTensor image = trainer.generate(trainer.noise(1, 3));
      Map<String, FloatTensor> weights = trainer.weights();
      FloatTensor vectors = requireNonNull(weights.get("discriminator/embedding/embeddings"));
      FloatTensor ones = requireNonNull(weights.get("discriminator/projection/kernel"));
      assertThat(ones.toArray()).containsOnly(1);
      float three = score(trainer, image, 3);
      float seven = score(trainer, image, 7);
      // With equal vectors the label makes no difference; changing one changes only its score.
      float[] alike = vectors.toArray();
      System.arraycopy(alike, 64 * 3, alike, 64 * 7, 64);
      trainer.setWeights(
          Map.of("discriminator/embedding/embeddings", FloatTensor.wrap(vectors.shape(), alike)));
      assertThat(score(trainer, image, 3)).isEqualTo(three);
      assertThat(score(trainer, image, 7)).isCloseTo(three, within(1e-6f)).isNotEqualTo(seven);
      float[] none = new float[alike.length];
      trainer.setWeights(
          Map.of("discriminator/embedding/embeddings", FloatTensor.wrap(vectors.shape(), none)));
      float psi = score(trainer, image, 3);
      float[] twice = vectors.toArray();
      for (int i = 0; i < twice.length; i++) {
        twice[i] *= 2;
      }
      trainer.setWeights(
          Map.of("discriminator/embedding/embeddings", FloatTensor.wrap(vectors.shape(), twice)));
      assertThat(score(trainer, image, 3) - psi).isCloseTo(2 * (three - psi), within(1e-5f));
    }
  }

  private static float score(GanTrainer trainer, FloatTensor image, int label) {
    return trainer.score(Batch.of(image).withLabel(label)).get(0);
  }

  @Test
  void theAuxiliaryClassifierHasTwoOutputs() throws IOException {
    List<Model> networks = networks();
    Gan gan = Gan.of("acgan", networks.get(0), networks.get(2));
    assertThat(gan.hasAuxiliary()).isTrue();
    assertThat(gan.discriminator().outputs()).containsExactly("verdict", "class");
    try (GanTrainer trainer = TensorFlowBackend.of().open(small(gan), DIGITS)) {
      trainer.train();
      FloatTensor images = trainer.sample(2, 0);
      assertThat(trainer.classes(images).shape().dims()).containsExactly(2, 10);
      assertThat(trainer.score(images).shape().dims()).containsExactly(2, 1);
    }
  }
}
