package org.ganforge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.ganforge.data.Appearance;
import org.ganforge.data.Colormap;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.loss.Labels;
import org.ganforge.loss.Loss;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.train.DataPlan;
import org.ganforge.train.TrainingPlan;

/**
 * A whole GAN: two networks, what they minimize and how, and the plan of their training. It is a
 * value: equal by its parts, readable and writable as JSON, and it knows no tensor.
 *
 * @param name the name, of letters, digits, {@code _ . -}
 * @param keras the Keras whose rules hold where versions 2 and 3 disagree; 3 by default
 * @param generator turns noise {@code [length]} into an image; with a label among its inputs, into
 *     one of that class
 * @param discriminator turns an image into one number: a probability of being real, a logit or a
 *     score, as the loss takes it; it takes a label where the generator does
 * @param noise the distribution of the generator's input; normal by default
 * @param loss what is minimized; binary cross-entropy by default, on probabilities where the
 *     discriminator ends in a sigmoid, else on logits. A loss that does not fit the discriminator's
 *     end is refused
 * @param labels what real and generated images are labelled with; 1, 0 and 1 by default, and
 *     refused otherwise where the loss compares with none
 * @param generatorOptimizer Adam with rate 0.0002 and beta_1 0.5 by default (Radford et al. 2015)
 * @param discriminatorOptimizer as the generator's by default; its state is its own
 * @param data which images are learned; those the program brings, scaled to [-1, 1], by default
 * @param plan how long, in what batches, by which schedule
 * @param reference where the GAN comes from
 */
public record Gan(
    String name,
    KerasVersion keras,
    Network generator,
    Network discriminator,
    Noise noise,
    Loss loss,
    Labels labels,
    Optimizer generatorOptimizer,
    Optimizer discriminatorOptimizer,
    DataPlan data,
    TrainingPlan plan,
    Reference reference) {
  /** Checks that the networks fit together. */
  public Gan {
    Checks.name("gan name", name);
    GanNetworks.check(generator, discriminator);
    checkShown(generator.outputShape(), data);
  }

  private static void checkShown(TensorShape images, DataPlan data) {
    TensorShape shown = data.imageShape();
    if (shown != null
        && !shown.equals(images)
        && (images.rank() == 3 || shown.size() != images.size())) {
      throw new InvalidInputException(
          "data image_shape",
          "the shape of the generator's output " + images,
          shown.toString(),
          "change one of the two");
    }
    if (images.rank() == 3 && images.dim(2) != 1 && data.colormap() != Colormap.GRAY) {
      throw new InvalidInputException(
          "data colormap",
          "gray, since the images " + images + " have colours,",
          "gray_r",
          "leave it out");
    }
  }

  /** Returns a GAN of two networks with the defaults. */
  public static Gan of(String name, Network generator, Network discriminator) {
    Adam adam = Adam.of(2e-4).withBeta1(0.5);
    return new Gan(
            name,
            KerasVersion.KERAS_3,
            generator,
            discriminator,
            Normal.of(),
            LossFit.crossentropyFor(discriminator),
            Labels.of(),
            adam,
            adam,
            DataPlan.of(),
            TrainingPlan.of(),
            Reference.none())
        .fitting();
  }

  /** Returns this GAN, whose loss fits its discriminator's end. */
  private Gan fitting() {
    LossFit.check(this);
    return this;
  }

  /**
   * Returns the shape in which the generator's images are shown: {@code [height, width, channels]},
   * or {@code [length]} of a generator of rows where the data's shape is not given.
   */
  public TensorShape imageShape() {
    TensorShape output = generator.outputShape();
    TensorShape shown = data.imageShape();
    return output.rank() == 3 || shown == null ? output : shown;
  }

  /** Returns how the generator's images are shown. */
  public Appearance appearance() {
    return new Appearance(data.range(), data.imageShape(), data.colormap());
  }

  /** Returns how many numbers a noise vector has. */
  public int noiseLength() {
    return GanNetworks.subject(generator).shape().dim(0);
  }

  /** Returns how many classes the labels have that both networks take; 0 where they take none. */
  public int classes() {
    Input.Label label = GanNetworks.label(generator);
    return label == null ? 0 : label.classes();
  }

  /**
   * Returns the model that trains the generator: it, then the discriminator, frozen; under a label,
   * both with the same one.
   */
  public Network adversarial() {
    Network frozen = discriminator.withTrainable(false);
    if (classes() == 0) {
      return Sequential.of(
          "adversarial", GanNetworks.subject(generator).shape(), List.of(generator, frozen));
    }
    String label = requireNonNull(GanNetworks.label(generator)).name();
    String[] made = generator.inputs().stream().map(Input::name).toArray(String[]::new);
    String[] judged =
        discriminator.inputs().stream()
            .map(input -> input instanceof Input.Label ? label : generator.name())
            .toArray(String[]::new);
    return Model.of(
        "adversarial",
        generator.inputs(),
        List.of(Node.of(generator, made), Node.of(frozen, judged)));
  }

  /** Returns a copy with this {@code name}. */
  public Gan withName(String name) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code keras}. */
  public Gan withKeras(KerasVersion keras) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code generator}. */
  public Gan withGenerator(Network generator) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code discriminator}. */
  public Gan withDiscriminator(Network discriminator) {
    return new Gan(
            name,
            keras,
            generator,
            discriminator,
            noise,
            loss,
            labels,
            generatorOptimizer,
            discriminatorOptimizer,
            data,
            plan,
            reference)
        .fitting();
  }

  /** Returns a copy with this {@code discriminator}, and a {@code loss} that fits its end. */
  public Gan withDiscriminator(Network discriminator, Loss loss) {
    return new Gan(
            name,
            keras,
            generator,
            discriminator,
            noise,
            loss,
            labels,
            generatorOptimizer,
            discriminatorOptimizer,
            data,
            plan,
            reference)
        .fitting();
  }

  /** Returns a copy with this {@code noise}. */
  public Gan withNoise(Noise noise) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code loss}. */
  public Gan withLoss(Loss loss) {
    return new Gan(
            name,
            keras,
            generator,
            discriminator,
            noise,
            loss,
            labels,
            generatorOptimizer,
            discriminatorOptimizer,
            data,
            plan,
            reference)
        .fitting();
  }

  /** Returns a copy with this {@code labels}. */
  public Gan withLabels(Labels labels) {
    return new Gan(
            name,
            keras,
            generator,
            discriminator,
            noise,
            loss,
            labels,
            generatorOptimizer,
            discriminatorOptimizer,
            data,
            plan,
            reference)
        .fitting();
  }

  /** Returns a copy with this {@code generatorOptimizer}. */
  public Gan withGeneratorOptimizer(Optimizer generatorOptimizer) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code discriminatorOptimizer}. */
  public Gan withDiscriminatorOptimizer(Optimizer discriminatorOptimizer) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code data}. */
  public Gan withData(DataPlan data) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code plan}. */
  public Gan withPlan(TrainingPlan plan) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }

  /** Returns a copy with this {@code reference}. */
  public Gan withReference(Reference reference) {
    return new Gan(
        name,
        keras,
        generator,
        discriminator,
        noise,
        loss,
        labels,
        generatorOptimizer,
        discriminatorOptimizer,
        data,
        plan,
        reference);
  }
}
