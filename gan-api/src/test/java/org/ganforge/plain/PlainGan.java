package org.ganforge.plain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Uniform;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.DivergenceException;
import org.jspecify.annotations.Nullable;

/** The two networks of a GAN with their training state. */
final class PlainGan {
  private final Gan gan;
  private final @Nullable ImageSource images;
  private final PlainNetwork generator;
  private final PlainNetwork discriminator;
  private final PlainOptimizer generatorOptimizer;
  private final PlainOptimizer discriminatorOptimizer;
  private long iterations;
  private long generatorUpdates;
  private long discriminatorUpdates;

  PlainGan(Gan gan, @Nullable ImageSource images) {
    if (!gan.penalties().isEmpty() || !gan.regularization().isEmpty()) {
      throw PlainBackend.unsupported("penalties or regularization");
    }
    this.gan = gan;
    this.images = images == null ? null : chosen(gan, images);
    this.generator = new PlainNetwork(gan.generator(), gan.plan().seed());
    this.discriminator = new PlainNetwork(gan.discriminator(), gan.plan().seed());
    this.generatorOptimizer = new PlainOptimizer(gan.generatorOptimizer(), generator);
    this.discriminatorOptimizer = new PlainOptimizer(gan.discriminatorOptimizer(), discriminator);
  }

  private static ImageSource chosen(Gan gan, ImageSource images) {
    TensorShape expected = gan.discriminator().inputShape();
    if (images.imageShape().size() != expected.size()) {
      throw new InvalidInputException(
          "data set " + images.name(),
          "images of " + expected.size() + " numbers",
          images.imageShape().toString(),
          "use other images or change the networks");
    }
    return gan.data().select(images);
  }

  Gan gan() {
    return gan;
  }

  @Nullable ImageSource images() {
    return images;
  }

  long iterations() {
    return iterations;
  }

  void setIterations(long iterations) {
    this.iterations = iterations;
  }

  long generatorUpdates() {
    return generatorUpdates;
  }

  long discriminatorUpdates() {
    return discriminatorUpdates;
  }

  void setUpdates(long ofGenerator, long ofDiscriminator) {
    generatorUpdates = ofGenerator;
    discriminatorUpdates = ofDiscriminator;
  }

  /** Returns all weights, for reading and writing. */
  Map<String, float[]> weights() {
    Map<String, float[]> all = new LinkedHashMap<>(generator.weights());
    all.putAll(discriminator.weights());
    return all;
  }

  Map<String, TensorShape> shapes() {
    Map<String, TensorShape> all = new LinkedHashMap<>(generator.shapes());
    all.putAll(discriminator.shapes());
    return all;
  }

  /** Returns everything that training changes, for reading and writing. */
  Map<String, float[]> state() {
    Map<String, float[]> all = weights();
    all.putAll(generatorOptimizer.state());
    all.putAll(discriminatorOptimizer.state());
    return all;
  }

  /** The loss of a batch, and its gradients by weight. */
  record Slope(PlainLoss loss, Map<String, double[]> gradients) {}

  BatchMetrics ofDiscriminator(
      @Nullable FloatTensor real, @Nullable FloatTensor noise, boolean isUpdate) {
    Slope slope = discriminatorSlope(real, noise);
    if (isUpdate) {
      requireFinite(discriminator, slope, "discriminator_optimizer");
      discriminatorOptimizer.update(
          discriminator.weights(), slope.gradients(), discriminatorUpdates++);
    }
    return slope.loss().metrics();
  }

  Slope discriminatorSlope(@Nullable FloatTensor real, @Nullable FloatTensor noise) {
    if (real == null && noise == null) {
      throw new InvalidInputException(
          "discriminator batch", "real images, noise, or both", "neither", "give one of them");
    }
    double[][] reals =
        real == null
            ? new double[0][]
            : rows("real images", real, gan.discriminator().inputShape());
    double[][] fakes = noise == null ? new double[0][] : fakes(noise).output();
    double[][] batch = Arrays.copyOf(reals, reals.length + fakes.length);
    System.arraycopy(fakes, 0, batch, reals.length, fakes.length);
    double[] labels = new double[batch.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          i < reals.length ? gan.objective().targets().real() : gan.objective().targets().fake();
    }
    PlainNetwork.Pass pass = discriminator.forward(batch);
    PlainLoss loss = PlainLoss.of(gan.objective(), pass.output(), labels);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    discriminator.backward(pass, loss.gradient(), gradients);
    return new Slope(loss, gradients);
  }

  BatchMetrics ofGenerator(FloatTensor noise, boolean isUpdate) {
    Slope slope = generatorSlope(noise);
    if (isUpdate) {
      requireFinite(generator, slope, "generator_optimizer");
      generatorOptimizer.update(generator.weights(), slope.gradients(), generatorUpdates++);
    }
    return slope.loss().metrics();
  }

  Slope generatorSlope(FloatTensor noise) {
    PlainNetwork.Pass fakes = fakes(noise);
    PlainNetwork.Pass judged = discriminator.forward(fakes.output());
    double[] labels = new double[noise.count()];
    Arrays.fill(labels, gan.objective().targets().adversarial());
    PlainLoss loss = PlainLoss.of(gan.objective(), judged.output(), labels);
    double[][] ofImages = discriminator.backward(judged, loss.gradient(), new LinkedHashMap<>());
    Map<String, double[]> gradients = new LinkedHashMap<>();
    generator.backward(fakes, ofImages, gradients);
    return new Slope(loss, gradients);
  }

  private PlainNetwork.Pass fakes(FloatTensor noise) {
    return generator.forward(rows("noise", noise, gan.generator().inputShape()));
  }

  private static double[][] rows(String what, FloatTensor batch, TensorShape one) {
    if (!batch.shape().equals(one.times(batch.count()))) {
      throw new InvalidInputException(
          what,
          "a batch of shape [count, ...] " + one,
          batch.shape().toString(),
          "give them in the shape that the network takes");
    }
    return PlainNetwork.rows(batch);
  }

  private void requireFinite(PlainNetwork network, Slope slope, String optimizer) {
    String found = Double.isFinite(slope.loss().metrics().loss()) ? "" : "the loss";
    for (Map.Entry<String, double[]> gradient : slope.gradients().entrySet()) {
      if (!Arrays.stream(gradient.getValue()).allMatch(g -> Float.isFinite((float) g))) {
        found = "the gradient of " + gradient.getKey();
      }
    }
    if (!found.isEmpty()) {
      throw diverged(network.name(), "what is none in " + found, "lower " + optimizer + "'s rate");
    }
    requireFiniteWeights();
  }

  /** Checks the weights after the last updates. */
  void requireFiniteWeights() {
    weights()
        .forEach(
            (name, values) -> {
              for (float value : values) {
                if (!Float.isFinite(value)) {
                  throw diverged(name.substring(0, name.indexOf('/')), value + " in " + name, "");
                }
              }
            });
  }

  private DivergenceException diverged(String network, String found, String wayOut) {
    return new DivergenceException(
        "after iteration " + iterations, iterations, network, found, wayOut);
  }

  FloatTensor noise(int count, long seed) {
    Checks.positive("noise count", count);
    TensorShape shape = gan.generator().inputShape().times(count);
    float[] values = new float[shape.size()];
    Random random = new Random(Seeds.derive(seed, "noise"));
    for (int i = 0; i < values.length; i++) {
      if (gan.noise() instanceof Normal normal) {
        values[i] = (float) (normal.mean() + normal.stddev() * random.nextGaussian());
      } else if (gan.noise() instanceof Uniform uniform) {
        double width = uniform.maxval() - uniform.minval();
        values[i] = (float) (uniform.minval() + width * random.nextDouble());
      } else {
        throw PlainBackend.unsupported("noise " + gan.noise());
      }
    }
    return FloatTensor.wrap(shape, values);
  }

  FloatTensor generate(FloatTensor noise) {
    return generator.tensor(fakes(noise).output());
  }

  FloatTensor score(FloatTensor batch) {
    double[][] rows = rows("images", batch, gan.discriminator().inputShape());
    return discriminator.tensor(discriminator.forward(rows).output());
  }

  /** Returns the images of the next update of the discriminator. */
  FloatTensor realBatch(ImageSource all, int count) {
    Random random = new Random(Seeds.derive(gan.plan().seed(), "real/" + discriminatorUpdates));
    int[] chosen = random.ints(count, 0, all.count()).toArray();
    FloatTensor batch = all.images(gan.data().range(), chosen);
    return FloatTensor.wrap(gan.discriminator().inputShape().times(count), batch.toArray());
  }

  /** Returns the noise of the next update of the generator. */
  FloatTensor generatorNoise() {
    return noise(
        gan.plan().batchSize(),
        Seeds.derive(gan.plan().seed(), "noise/generator/" + generatorUpdates));
  }

  /** Returns the noise of the next update of the discriminator. */
  FloatTensor discriminatorNoise() {
    return noise(
        gan.plan().generatedCount(),
        Seeds.derive(gan.plan().seed(), "noise/discriminator/" + discriminatorUpdates));
  }
}
