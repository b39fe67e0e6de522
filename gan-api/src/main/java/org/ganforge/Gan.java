package org.ganforge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.ganforge.data.Appearance;
import org.ganforge.data.Colormap;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.Regularization;
import org.ganforge.train.DataPlan;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;

/**
 * A complete GAN: two networks, their losses and optimizers, and the training plan. It is a value:
 * compared by its parts, readable and writable as JSON, and free of tensors.
 *
 * @param name the name, of letters, digits, {@code _ . -}
 * @param keras the Keras version whose rules apply where versions 2 and 3 disagree; 3 by default
 * @param generator turns noise {@code [length]} into an image; with a label among its inputs, into
 *     one of that class
 * @param discriminator turns an image into one number: a probability of being real, a logit or a
 *     score, depending on the objective; it takes a label if the generator does, or has a second
 *     output with a number for each class
 * @param noise the distribution of the generator's input; normal by default
 * @param objective what is minimized; binary cross-entropy by default, on probabilities if the
 *     discriminator ends in a sigmoid, else on logits. One that doesn't fit the discriminator's
 *     output is rejected
 * @param auxiliary the weights with which a second output of the discriminator, the classes, is
 *     added to both losses; 1 by default
 * @param penalties terms added to the discriminator's loss; none by default
 * @param regularization changes to weights after updates, or to images before they are judged; none
 *     by default
 * @param generatorOptimizer Adam with rate 0.0002 and beta_1 0.5 by default (Radford et al. 2015)
 * @param discriminatorOptimizer like the generator's by default, with separate state
 * @param data the training images; those supplied by the program, scaled to [-1, 1], by default
 * @param plan how long, with which batches and by which schedule to train
 * @param recording which pictures and checkpoints a run keeps
 * @param reference the source of the GAN
 */
public record Gan(
    String name,
    KerasVersion keras,
    Network generator,
    Network discriminator,
    Noise noise,
    Objective objective,
    AuxiliaryLoss auxiliary,
    List<Penalty> penalties,
    List<Regularization> regularization,
    Optimizer generatorOptimizer,
    Optimizer discriminatorOptimizer,
    DataPlan data,
    TrainingPlan plan,
    RecordingPlan recording,
    Reference reference) {
  /** A picture with more rows would be illegible. */
  private static final int MOST_CLASS_ROWS = 100;

  /** Checks that the networks fit together. */
  public Gan {
    Checks.name("gan name", name);
    penalties = List.copyOf(penalties);
    regularization = List.copyOf(regularization);
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
            ObjectiveFit.crossentropyFor(discriminator),
            AuxiliaryLoss.of(),
            List.of(),
            List.of(),
            adam,
            adam,
            DataPlan.of(),
            TrainingPlan.of(),
            RecordingPlan.of(),
            Reference.none())
        .fitting();
  }

  /** Returns this GAN after checking that its parts fit together. */
  private Gan fitting() {
    ObjectiveFit.check(this);
    return this;
  }

  /**
   * Returns the shape in which the generator's images are displayed: {@code [height, width,
   * channels]}, or {@code [length]} for a generator of rows if the data's shape is not given.
   */
  public TensorShape imageShape() {
    TensorShape output = generator.outputShape();
    TensorShape shown = data.imageShape();
    return output.rank() == 3 || shown == null ? output : shown;
  }

  /** Returns how the generator's images are displayed. */
  public Appearance appearance() {
    return new Appearance(data.range(), data.imageShape(), data.colormap());
  }

  /** Returns the length of a noise vector. */
  public int noiseLength() {
    return GanNetworks.subject(generator).shape().dim(0);
  }

  /** Returns the number of classes; 0 if the generator takes no label. */
  public int classes() {
    Input.Label label = GanNetworks.label(generator);
    return label == null ? 0 : label.classes();
  }

  /** Returns whether the discriminator has a second output that predicts the class. */
  public boolean hasAuxiliary() {
    return discriminator.outputs().size() > 1;
  }

  /**
   * Returns how many rows of samples a picture has: the number in {@code recording}, or for a
   * conditional GAN one per class, at most {@value #MOST_CLASS_ROWS}.
   */
  public int gridRows() {
    return classes() == 0 ? recording.gridRows() : Math.min(classes(), MOST_CLASS_ROWS);
  }

  /** Returns how many samples a picture has. */
  public int gridSize() {
    return gridRows() * recording.gridColumns();
  }

  /**
   * Returns the model that trains the generator: the generator followed by the frozen
   * discriminator, both with the same label if they take one. It only includes the layers that lead
   * to the discriminator's first output.
   */
  public Network adversarial() {
    Network frozen = GanNetworks.verdict(discriminator).withTrainable(false);
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
    return Copy.with(this, "name", name);
  }

  /** Returns a copy with this {@code keras}. */
  public Gan withKeras(KerasVersion keras) {
    return Copy.with(this, "keras", keras);
  }

  /** Returns a copy with this {@code generator}. */
  public Gan withGenerator(Network generator) {
    return Copy.with(this, "generator", generator);
  }

  /** Returns a copy with this {@code discriminator}. */
  public Gan withDiscriminator(Network discriminator) {
    return Copy.with(this, "discriminator", discriminator).fitting();
  }

  /** Returns a copy with this {@code discriminator} and an objective that fits its output. */
  public Gan withDiscriminator(Network discriminator, Objective objective) {
    Gan judged = Copy.with(this, "discriminator", discriminator);
    return Copy.with(judged, "objective", objective).fitting();
  }

  /** Returns a copy with this {@code noise}. */
  public Gan withNoise(Noise noise) {
    return Copy.with(this, "noise", noise);
  }

  /** Returns a copy with this {@code objective}. */
  public Gan withObjective(Objective objective) {
    return Copy.with(this, "objective", objective).fitting();
  }

  /** Returns a copy with this {@code auxiliary}. */
  public Gan withAuxiliary(AuxiliaryLoss auxiliary) {
    return Copy.with(this, "auxiliary", auxiliary);
  }

  /** Returns a copy with these {@code penalties}. */
  public Gan withPenalties(List<Penalty> penalties) {
    return Copy.with(this, "penalties", penalties).fitting();
  }

  /** Returns a copy with these penalties. */
  public Gan withPenalties(Penalty... penalties) {
    return withPenalties(List.of(penalties));
  }

  /** Returns a copy with these {@code regularization}. */
  public Gan withRegularization(List<Regularization> regularization) {
    return Copy.with(this, "regularization", regularization).fitting();
  }

  /** Returns a copy with this regularization. */
  public Gan withRegularization(Regularization... regularization) {
    return withRegularization(List.of(regularization));
  }

  /** Returns a copy with this {@code generatorOptimizer}. */
  public Gan withGeneratorOptimizer(Optimizer generatorOptimizer) {
    return Copy.with(this, "generatorOptimizer", generatorOptimizer);
  }

  /** Returns a copy with this {@code discriminatorOptimizer}. */
  public Gan withDiscriminatorOptimizer(Optimizer discriminatorOptimizer) {
    return Copy.with(this, "discriminatorOptimizer", discriminatorOptimizer);
  }

  /** Returns a copy with this {@code data}. */
  public Gan withData(DataPlan data) {
    return Copy.with(this, "data", data);
  }

  /** Returns a copy with this {@code plan}. */
  public Gan withPlan(TrainingPlan plan) {
    Gan gan = Copy.with(this, "plan", plan);
    ObjectiveFit.checkBatches(gan);
    return gan;
  }

  /** Returns a copy with this {@code recording}. */
  public Gan withRecording(RecordingPlan recording) {
    return Copy.with(this, "recording", recording);
  }

  /** Returns a copy with this {@code reference}. */
  public Gan withReference(Reference reference) {
    return Copy.with(this, "reference", reference);
  }
}
