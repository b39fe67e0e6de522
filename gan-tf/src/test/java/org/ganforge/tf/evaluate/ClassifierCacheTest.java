package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileTree;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.ClassifierSpec;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a classifier is cached, and when it is trained again. */
class ClassifierCacheTest {
  private static final int STEPS = 3;
  private static final ImageDataset DIGITS = HandwrittenDigits.of(60, 0);

  @TempDir private Path cache;

  /** The ways a cached classifier can be unusable. */
  private enum Damage {
    A_BYTE_OF_THE_WEIGHTS {
      @Override
      void to(Path folder) throws IOException {
        flip(folder.resolve("variables.data-00000-of-00001"));
      }
    },
    A_BYTE_OF_THE_INDEX {
      @Override
      void to(Path folder) throws IOException {
        flip(folder.resolve("variables.index"));
      }
    },
    WEIGHTS_CUT_SHORT {
      @Override
      void to(Path folder) throws IOException {
        cut(folder.resolve("variables.data-00000-of-00001"));
      }
    },
    INDEX_CUT_SHORT {
      @Override
      void to(Path folder) throws IOException {
        cut(folder.resolve("variables.index"));
      }
    },
    NO_WEIGHTS {
      @Override
      void to(Path folder) throws IOException {
        Files.delete(folder.resolve("variables.data-00000-of-00001"));
      }
    },
    NO_INDEX {
      @Override
      void to(Path folder) throws IOException {
        Files.delete(folder.resolve("variables.index"));
      }
    },
    ANOTHER_DESCRIPTION {
      @Override
      void to(Path folder) throws IOException {
        Files.writeString(folder.resolve("classifier.txt"), "x", StandardOpenOption.APPEND);
      }
    },
    NO_DESCRIPTION {
      @Override
      void to(Path folder) throws IOException {
        Files.delete(folder.resolve("classifier.txt"));
      }
    };

    abstract void to(Path folder) throws IOException;

    private static void flip(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }

    private static void cut(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }
  }

  @Test
  void theSecondTimeNothingIsTrained() throws IOException {
    Opened first = open(DIGITS);
    Opened second = open(DIGITS);

    assertThat(first.updates()).isEqualTo(STEPS);
    assertThat(second.updates()).isZero();
    assertThat(second.probabilities()).isEqualTo(first.probabilities());
    assertThat(names(cache)).singleElement().asString().startsWith(DIGITS.digest() + "-");
    assertThat(names(folder()))
        .containsExactly("classifier.txt", "variables.data-00000-of-00001", "variables.index");
  }

  @Test
  void trainsAgainForOtherImages() throws IOException {
    ImageDataset others = HandwrittenDigits.of(60, 5);
    open(DIGITS);

    assertThat(open(others).updates()).isEqualTo(STEPS);
    assertThat(names(cache)).hasSize(2);
  }

  @Test
  void trainsAgainForOtherLabels() {
    byte[] labels = new byte[60];
    IntStream.range(0, 60).forEach(i -> labels[i] = (byte) (9 - DIGITS.label(i)));
    open(DIGITS);

    assertThat(open(DIGITS.withLabels(labels, DIGITS.classNames())).updates()).isEqualTo(STEPS);
  }

  @Test
  void anotherTrainingOnTheSameImagesIsKeptSeparately() throws IOException {
    open(DIGITS);
    TensorFlowClassifier.open(DIGITS, cache, (step, steps, loss) -> {}, training(STEPS + 1))
        .close();

    assertThat(names(cache)).hasSize(2);
    assertThat(open(DIGITS).updates()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedClassifierIsTrainedAgain(Damage damage) throws IOException {
    Opened first = open(DIGITS);
    damage.to(folder());
    Opened second = open(DIGITS);
    Opened third = open(DIGITS);

    assertThat(second.updates()).isEqualTo(STEPS);
    assertThat(third.updates()).isZero();
    assertThat(third.probabilities()).isEqualTo(first.probabilities());
    assertThat(names(cache)).hasSize(1);
  }

  @Test
  void aFailureWhileTrainingLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                TensorFlowClassifier.open(
                    DIGITS,
                    cache,
                    (step, steps, loss) -> {
                      throw new IllegalStateException("stopped at " + step);
                    },
                    training()))
        .hasMessage("stopped at 1");

    assertThat(names(cache)).isEmpty();
  }

  @Test
  void keepsAClassifierThatAnotherProgramTrainedMeanwhile() throws IOException {
    Opened opened =
        open(
            DIGITS,
            () -> {
              open(DIGITS);
            });

    assertThat(opened.updates()).isEqualTo(STEPS);
    assertThat(names(cache)).hasSize(1);
    assertThat(open(DIGITS).updates()).isZero();
  }

  @Test
  void refusesACacheThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "");

    assertThatThrownBy(
            () -> TensorFlowClassifier.open(DIGITS, file, (step, steps, loss) -> {}, training()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "classifier cache "
                + file
                + ": expected a folder that can be written but found Not a directory;"
                + " free space there, correct the permissions, or set GANFORGE_HOME to another"
                + " folder");
  }

  @Test
  void refusesACacheThatVanishes() {
    assertThatThrownBy(
            () ->
                TensorFlowClassifier.open(
                    DIGITS,
                    cache.resolve("gone"),
                    (step, steps, loss) -> delete(cache.resolve("gone")),
                    training()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "classifier cache "
                + Pattern.quote(cache.resolve("gone").toString())
                + ": expected a folder that can be written but found .*; No such file or directory;"
                + " free space there, correct the permissions, or set GANFORGE_HOME to another"
                + " folder");
  }

  private static void delete(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aClosedClassifierRefusesToJudge() {
    TensorFlowClassifier classifier =
        TensorFlowClassifier.open(DIGITS, cache, (step, steps, loss) -> {}, training());
    classifier.close();
    classifier.close();

    assertThatThrownBy(() -> classifier.accuracy(DIGITS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("classifier is closed");
  }

  /** The updates made on opening a classifier, and its output for the digits. */
  private record Opened(int updates, FloatTensor probabilities) {}

  private Opened open(ImageDataset images) {
    return open(images, () -> {});
  }

  private Opened open(ImageDataset images, Runnable afterTheLastUpdate) {
    int[] updates = {0};
    try (TensorFlowClassifier classifier =
        TensorFlowClassifier.open(
            images,
            cache,
            (step, steps, loss) -> {
              assertThat(step).isEqualTo(++updates[0]);
              assertThat(steps).isEqualTo(STEPS);
              assertThat(loss).isPositive();
              if (step == steps) {
                afterTheLastUpdate.run();
              }
            },
            training())) {
      FloatTensor digits = DIGITS.images(ValueRange.ZERO_TO_ONE, IntStream.range(0, 60).toArray());
      return new Opened(updates[0], classifier.probabilities(digits, ValueRange.ZERO_TO_ONE));
    }
  }

  private static ClassifierTraining training() {
    return training(STEPS);
  }

  private static ClassifierTraining training(int steps) {
    ClassifierSpec spec = ClassifierSpec.of(DIGITS.imageShape(), 10).withSteps(steps);
    return new ClassifierTraining(spec, SessionSettings.of());
  }

  private Path folder() throws IOException {
    return cache.resolve(names(cache).get(0));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
