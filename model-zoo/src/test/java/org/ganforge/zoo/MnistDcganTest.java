package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.Network;
import org.ganforge.layer.WeightSpec;
import org.ganforge.noise.Uniform;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.junit.jupiter.api.Test;

/** The numbers are from the document's own tables and code. */
class MnistDcganTest {
  private final Gan gan = ModelZoo.load("mnist-dcgan");

  @Test
  void hasTheDocumentsNumbersOfParameters() {
    assertThat(parameters(gan.generator())).containsExactly(2_394_241, 2_368_705, 25_536);
    assertThat(parameters(gan.discriminator())).containsExactly(4_311_553, 4_311_553, 0);
    assertThat(parameters(gan.adversarial())).containsExactly(6_705_794, 2_368_705, 4_337_089);
  }

  private static List<Integer> parameters(Network network) {
    int total = (int) network.parameterCount();
    int trainable = (int) network.trainableParameterCount();
    return List.of(total, trainable, total - trainable);
  }

  @Test
  void hasTheDocumentsDiscriminatorLayerByLayer() {
    assertThat(
            gan.discriminator().weights(gan.discriminator().inputShape()).stream()
                .map(WeightSpec::shape)
                .map(Object::toString))
        .containsExactly(
            "[5, 5, 1, 64]",
            "[64]",
            "[5, 5, 64, 128]",
            "[128]",
            "[5, 5, 128, 256]",
            "[256]",
            "[5, 5, 256, 512]",
            "[512]",
            "[8192, 1]",
            "[1]");
  }

  @Test
  void learnsAsTheDocumentDoes() {
    assertThat(gan.keras()).isEqualTo(KerasVersion.KERAS_2);
    assertThat(gan.objective()).isEqualTo(BinaryCrossentropy.of());
    assertThat(gan.noise()).isEqualTo(new Uniform(-1, 1));
    assertThat(gan.discriminatorOptimizer())
        .isEqualTo(RMSprop.of(InverseTimeDecay.of(0.0008, 1, 1e-10)).withClipvalue(1.0));
    assertThat(gan.generatorOptimizer())
        .isEqualTo(Adam.of(InverseTimeDecay.of(0.0004, 1, 1e-10)).withClipvalue(1.0));
  }

  @Test
  void trainsAsLongAndInTheBatchesOfTheDocument() {
    assertThat(gan.plan().iterations()).isEqualTo(10_000);
    assertThat(gan.plan().batchSize()).isEqualTo(256);
    assertThat(gan.plan().composition()).isEqualTo(BatchComposition.MIXED);
    assertThat(gan.plan().order()).isEqualTo(BatchOrder.RANDOM);
    assertThat(gan.plan().schedule()).isEqualTo(Alternating.of());
    assertThat(gan.recording().gridEvery()).isEqualTo(500);
    assertThat(gan.recording().gridSize()).isEqualTo(40);
  }

  @Test
  void takesTheDocumentsImages() {
    assertThat(gan.data().dataset()).isEqualTo("mnist");
    assertThat(gan.data().skip()).isEqualTo(5_000);
    assertThat(gan.data().first()).isZero();
    assertThat(gan.data().label()).isNull();
    assertThat(gan.data().range()).isEqualTo(ValueRange.ZERO_TO_ONE);
  }
}
