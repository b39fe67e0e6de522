package org.ganforge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.Sequential;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.DataPlan;
import org.junit.jupiter.api.Test;

/** Samples from a generator whose images are one number each, the class that they show. */
class SampleCoverageTest {
  private record Request(int count, long seed) {}

  private final List<Request> requests = new ArrayList<>();
  private final List<ValueRange> ranges = new ArrayList<>();

  @Test
  void countsEverySampleOnce() {
    // Image i of a batch shows class i % 3: of 500, 500 and 100 images, 167 + 167 + 34 show 0.
    assertThat(coverage(1_100, 7))
        .isEqualTo(ClassCoverage.ofCounts(List.of("a", "b", "c"), List.of(368, 367, 365)));
  }

  /** The classifier knows only two of the classes a, b and c. */
  @Test
  void countsSamplesThatShowNoClass() {
    ClassCoverage coverage = ClassCoverage.ofSamples(trainer(), new OneNumber(2), 1_100, 7);

    assertThat(coverage).isEqualTo(new ClassCoverage(List.of("a", "b"), List.of(368, 367), 365));
  }

  @Test
  void generatesAFewHundredImagesAtATime() {
    coverage(1_100, 7);

    assertThat(requests).extracting(Request::count).containsExactly(500, 500, 100);
    assertThat(requests).extracting(Request::seed).doesNotHaveDuplicates();
  }

  @Test
  void theSeedDeterminesTheImages() {
    coverage(600, 7);
    coverage(600, 7);
    coverage(600, 8);

    assertThat(requests.subList(0, 2)).isEqualTo(requests.subList(2, 4));
    assertThat(requests.subList(4, 6)).doesNotContainAnyElementsOf(requests.subList(0, 2));
  }

  @Test
  void passesTheGansRangeToTheClassifier() {
    coverage(501, 0);

    assertThat(ranges).containsExactly(ValueRange.ZERO_TO_ONE, ValueRange.ZERO_TO_ONE);
  }

  @Test
  void refusesNoSamples() {
    assertThatThrownBy(() -> coverage(0, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "sample count: expected a whole number of at least 1 but found 0; give 1 or more");
  }

  private ClassCoverage coverage(int count, long seed) {
    return ClassCoverage.ofSamples(trainer(), new OneNumber(3), count, seed);
  }

  private GanTrainer trainer() {
    Sequential generator = Sequential.builder("generator").input(1).add(Dense.of(1)).build();
    Gan gan =
        Gan.of("numbers", generator, generator.withName("discriminator"))
            .withData(DataPlan.of().withRange(ValueRange.ZERO_TO_ONE));
    return (GanTrainer)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GanTrainer.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "gan" -> gan;
                  case "sample" -> sample((Integer) arguments[0], (Long) arguments[1]);
                  default -> throw new AssertionError(method);
                });
  }

  private FloatTensor sample(int count, long seed) {
    requests.add(new Request(count, seed));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % 3;
    }
    return FloatTensor.wrap(TensorShape.of(count, 1), values);
  }

  /** Takes an image's only number as its class. */
  private final class OneNumber implements ImageClassifier {
    private final int classes;

    private OneNumber(int classes) {
      this.classes = classes;
    }

    @Override
    public List<String> classNames() {
      return List.of("a", "b", "c").subList(0, classes);
    }

    @Override
    public String digest() {
      return "0".repeat(64);
    }

    @Override
    public TensorShape imageShape() {
      return TensorShape.of(1, 1, 1);
    }

    @Override
    public FloatTensor features(FloatTensor images, ValueRange range) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FloatTensor probabilities(FloatTensor images, ValueRange range) {
      ranges.add(range);
      float[] values = new float[images.count() * classes];
      for (int i = 0; i < images.count(); i++) {
        if (images.get(i) < classes) {
          values[classes * i + (int) images.get(i)] = 1;
        }
      }
      return FloatTensor.wrap(TensorShape.of(images.count(), classes), values);
    }

    @Override
    public void close() {}
  }
}
