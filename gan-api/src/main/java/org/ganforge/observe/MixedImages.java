package org.ganforge.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Real and generated images in one random order: can you tell them apart?
 *
 * <pre>{@code
 * FloatTensor samples = trainer.sample(20, 7);
 * MixedImages mixed = MixedImages.of(real, samples, 7);
 * ImageGrid grid = ImageGrid.of(mixed.images(), range).withColumns(10).withGap(6);
 * grid.write(Path.of("mixed.png"));
 * grid.withAnnotations(mixed.outlines()).write(Path.of("answers.png"));
 *
 * // Each kind by itself, as in training: a layer may compare the images of a batch.
 * MixedImages scores = MixedImages.of(trainer.score(real), trainer.score(samples), 7);
 * grid.withAnnotations(mixed.scores(scores.images())).write(Path.of("scores.png"));
 * }</pre>
 */
public final class MixedImages {
  private final FloatTensor images;
  private final List<Boolean> real;

  private MixedImages(FloatTensor images, List<Boolean> real) {
    this.images = images;
    this.real = real;
  }

  /**
   * Returns all images in an order determined by the seed alone.
   *
   * @param real a batch
   * @param fakes a batch of images of the same shape
   */
  public static MixedImages of(FloatTensor real, FloatTensor fakes, long seed) {
    TensorShape one = real.example(0).shape();
    if (fakes.shape().rank() == 0 || !fakes.shape().equals(one.times(fakes.count()))) {
      throw new InvalidInputException(
          "mixed images",
          "generated images of the real ones' shape " + one,
          fakes.shape().toString(),
          "give two batches of the same kind");
    }
    int count = real.count() + fakes.count();
    List<Integer> order = order(count, seed);
    float[] values = new float[one.times(count).size()];
    List<Boolean> isReal = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = order.get(i);
      FloatTensor image =
          from < real.count() ? real.example(from) : fakes.example(from - real.count());
      System.arraycopy(image.toArray(), 0, values, i * one.size(), one.size());
      isReal.add(from < real.count());
    }
    return new MixedImages(FloatTensor.wrap(one.times(count), values), List.copyOf(isReal));
  }

  /** Sorts by independent 64-bit keys, so that the order is the same on every Java. */
  private static List<Integer> order(int count, long seed) {
    return IntStream.range(0, count)
        .boxed()
        .sorted((a, b) -> Long.compare(key(seed, a), key(seed, b)))
        .toList();
  }

  private static long key(long seed, int index) {
    return Seeds.derive(seed, "mixed images " + index);
  }

  /** Returns all images, in mixed order. */
  public FloatTensor images() {
    return images;
  }

  /** Returns whether image {@code index} of the mixed ones is real. */
  public boolean isReal(int index) {
    return real.get(index);
  }

  /** Returns annotations that reveal the fakes: a red outline around each. */
  public List<Annotation> outlines() {
    return real.stream()
        .map(r -> r ? Annotation.none() : Annotation.none().withOutline(Annotation.FAKE))
        .toList();
  }

  /**
   * Returns each image's score as its title, green for a real image, red for a generated one.
   *
   * @param scores the discriminator's outputs for {@link #images()}, one each
   */
  public List<Annotation> scores(FloatTensor scores) {
    if (scores.shape().size() != real.size()) {
      throw new InvalidInputException(
          "scores of mixed images",
          real.size() + " numbers, one for each image",
          scores.shape().toString(),
          "score the mixed images, all of them");
    }
    return IntStream.range(0, real.size())
        .mapToObj(i -> Annotation.scored(scores.get(i), isReal(i)))
        .toList();
  }
}
