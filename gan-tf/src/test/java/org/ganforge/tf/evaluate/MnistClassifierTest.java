package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ganforge.GanBackend;
import org.ganforge.ImageClassifier;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.Split;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.golden.GivenFolder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** End to end: real digits, through the public API. */
@Tag("slow")
class MnistClassifierTest {
  @TempDir private Path home;

  @Test
  void classifiesTheTestDigitsOfMnist() {
    ImageDataset train = load(Split.TRAIN);
    ImageDataset test = load(Split.TEST);
    System.setProperty("ganforge.home", home.toString());
    try {
      Opened trained = open(train, test);
      Opened cached = open(train, test);

      System.out.println("MNIST, trained: " + trained + "; from the cache: " + cached);
      assertThat(home.resolve("classifiers"))
          .isDirectoryContaining(file -> file.toString().contains(train.digest()));
      assertThat(trained.accuracy()).isGreaterThan(0.98);
      assertThat(trained.none()).isLessThan(0.01);
      assertThat(cached.accuracy()).isEqualTo(trained.accuracy());
      assertThat(trained.updates()).isPositive();
      assertThat(cached.updates()).isZero();
    } finally {
      System.clearProperty("ganforge.home");
    }
  }

  /**
   * A classifier's result for the test digits.
   *
   * @param none the share in which it finds no class
   * @param updates how many updates it took to be ready
   */
  private record Opened(double accuracy, double none, int updates) {}

  private static Opened open(ImageDataset train, ImageDataset test) {
    AtomicInteger updates = new AtomicInteger();
    try (ImageClassifier classifier =
        GanBackend.find().classifier(train, (step, steps, loss) -> updates.incrementAndGet())) {
      for (Nothing nothing : Nothing.values()) {
        FloatTensor images = nothing.images(classifier.imageShape());
        assertThat(classifier.classify(images, ValueRange.ZERO_TO_ONE))
            .as(nothing + "")
            .containsOnly(ImageClassifier.NONE);
      }
      double none =
          ClassCoverage.of(classifier.classNames(), classifier.classify(test)).noneShare();
      return new Opened(classifier.accuracy(test), none, updates.get());
    }
  }

  private static ImageDataset load(Split split) {
    Optional<DatasetCatalogue> catalogue =
        GivenFolder.of("data.dir")
            .map(all -> DatasetCatalogue.standard().withDirectory(all.resolve("mnist")))
            .filter(all -> all.isAtHand("mnist"));
    if (catalogue.isEmpty()) {
      String reason = "SKIPPED: no mnist; set -Ddata.dir=DIR to test it";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return catalogue.get().load("mnist", split);
  }
}
