package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.ClassifierSpec;
import org.ganforge.tf.graph.LabelBytes;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user may have more folders, and so classes, than a byte can count. */
class ManyClassesTest {
  private static final TensorShape SHAPE = TensorShape.of(8, 8, 1);
  private static final int CLASSES = 300;

  @TempDir private Path dir;

  /** Returns the first loss of a classifier of images all but one of which have this label. */
  private double firstLoss(int label) throws IOException {
    int[] labels = new int[CLASSES];
    Arrays.fill(labels, label);
    labels[0] = 1;
    byte[] pixels = new byte[CLASSES * SHAPE.size()];
    new Random(0).nextBytes(pixels);
    ImageDataset images = ImageDataset.of("many", SHAPE, pixels).withLabels(labels, List.of());
    List<Double> losses = new ArrayList<>();
    new ClassifierTraining(ClassifierSpec.of(SHAPE, CLASSES).withSteps(1), SessionSettings.of())
        .run(
            images,
            (step, steps, loss) -> losses.add(loss),
            Files.createDirectories(dir.resolve("" + label)));
    return losses.get(0);
  }

  @Test
  void aLabelAbove255IsASeparateClass() throws IOException {
    assertThat(firstLoss(299)).isNotEqualTo(firstLoss(299 % 256));
  }

  @Test
  void moreClassesThanTwoBytesCanHoldAreRefused() {
    ImageDataset images =
        ImageDataset.of("many", SHAPE, new byte[2 * SHAPE.size()])
            .withLabels(new int[] {0, 1 << 16}, List.of());
    assertThatThrownBy(() -> LabelBytes.of(images))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data set many: expected labels below 65536 but found label 65536 at image 1; use fewer"
                + " classes, counted from 0");
  }
}
