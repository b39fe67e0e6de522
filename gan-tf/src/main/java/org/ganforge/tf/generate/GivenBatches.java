package org.ganforge.tf.generate;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Objective;
import org.ganforge.tf.graph.InputOrder;
import org.ganforge.tf.graph.Role;
import org.ganforge.train.FakeLabels;
import org.jspecify.annotations.Nullable;

/** Batches that a caller gives, checked against what a GAN's networks take. */
public record GivenBatches(Gan gan) {
  /**
   * Returns the batch of a role.
   *
   * @throws InvalidInputException if its shape differs, or a label is not a class
   */
  public FloatTensor checked(Role role, FloatTensor batch) {
    return switch (role) {
      case REAL ->
          checked("real images", batch, gan.discriminator(), gan.generator().outputShape());
      case NOISE -> checked("noise", batch, gan.generator(), TensorShape.of(gan.noiseLength()));
      case REAL_LABELS -> labels(checked("labels", batch, gan.discriminator(), TensorShape.of(1)));
      case NOISE_LABELS -> labels(checked("labels", batch, gan.generator(), TensorShape.of(1)));
    };
  }

  /** Returns batches and their labels by role; either batch may be missing. */
  public static Map<Role, FloatTensor> byRole(@Nullable Batch real, @Nullable Batch noise) {
    Map<Role, FloatTensor> batches = new EnumMap<>(Role.class);
    put(batches, real, Role.REAL, Role.REAL_LABELS);
    put(batches, noise, Role.NOISE, Role.NOISE_LABELS);
    return batches;
  }

  private static void put(
      Map<Role, FloatTensor> batches, @Nullable Batch batch, Role values, Role labels) {
    if (batch != null) {
      batches.put(values, batch.values());
      if (batch.labels() != null) {
        batches.put(labels, batch.labels());
      }
    }
  }

  /** Returns the batch if it has the shape that a network takes. */
  public FloatTensor checked(String what, FloatTensor batch, Network network, TensorShape one) {
    List<Integer> dims = batch.shape().dims();
    if (dims.size() != one.rank() + 1 || !dims.subList(1, dims.size()).equals(one.dims())) {
      throw new InvalidInputException(
          what,
          "a batch [count" + one.toString().replaceFirst("\\[", ", "),
          batch.shape().toString(),
          "give them in the shape that the " + network.name() + " takes");
    }
    return batch;
  }

  /**
   * Refuses real images in the generator's step if the objective doesn't compare with them, and
   * missing ones if it does.
   *
   * @param isGiven whether real images are given
   * @param hasOthers whether a data set provides them otherwise
   */
  public void requireComparable(boolean isGiven, boolean hasOthers) {
    Objective objective = gan.objective();
    String name = objective.getClass().getSimpleName();
    if (isGiven && !objective.isRelativistic()) {
      throw new InvalidInputException(
          "generator batch",
          "noise alone, since " + name + " does not compare it with real images,",
          "real images and noise",
          "leave the images out, or use a relativistic objective");
    }
    if (!isGiven && !hasOthers && objective.isRelativistic()) {
      throw new InvalidInputException(
          "generator batch",
          "real images and noise, which " + name + " compares,",
          "noise alone",
          "give both, or open the trainer with a data set");
    }
  }

  private FloatTensor labels(FloatTensor labels) {
    if (gan.classes() == 0) {
      throw new InvalidInputException(
          "labels", "none, since the GAN takes no labels,", "some", "leave them out");
    }
    for (float label : labels.toArray()) {
      if (!(label >= 0 && label < gan.classes()) || label != (int) label) {
        throw new InvalidInputException(
            "labels",
            "whole numbers from 0 to " + (gan.classes() - 1),
            Float.toString(label),
            "give the numbers of classes");
      }
    }
    return labels;
  }

  /**
   * Refuses noise whose labels differ from the real images' if the plan makes them equal.
   *
   * @throws InvalidInputException if both are given and differ
   */
  public void requirePaired(Map<Role, FloatTensor> batches) {
    FloatTensor real = batches.get(Role.REAL_LABELS);
    FloatTensor noise = batches.get(Role.NOISE_LABELS);
    if (gan.plan().fakeLabels() == FakeLabels.REAL
        && real != null
        && noise != null
        && !real.equals(noise)) {
      throw new InvalidInputException(
          "labels of the noise",
          "those of the real images, as plan.fake_labels says,",
          "others",
          "give both batches the same labels");
    }
  }

  /** Refuses a batch whose labels are missing or do not match its examples in number. */
  public void requireLabels(Batch batch) {
    FloatTensor labels = batch.labels();
    int count = labels == null ? 0 : labels.count();
    if ((gan.classes() > 0 || labels != null) && count != batch.values().count()) {
      throw new InvalidInputException(
          "labels",
          batch.values().count() + " of them, one for each example,",
          labels == null ? "none" : count + "",
          "give a batch with its labels");
    }
  }

  /** Returns whether a batch has shares of classes instead of labels. */
  public boolean isOfShares(Batch noise) {
    FloatTensor labels = noise.labels();
    return labels != null
        && gan.classes() > 1
        && labels.shape().equals(TensorShape.of(labels.count(), gan.classes()));
  }

  /**
   * Returns noise and shares of classes in the generator's order.
   *
   * @throws InvalidInputException if a share is not finite, or a layer needs a single label
   */
  public List<FloatTensor> mixed(Batch noise) {
    requireLabels(noise);
    MixedLabels.check(gan.generator());
    FloatTensor shares = requireNonNull(noise.labels());
    for (float share : shares.toArray()) {
      Checks.finite("shares of classes", share);
    }
    return InputOrder.of(gan.generator(), noise.values(), shares);
  }

  private static boolean takesLabels(Network network) {
    return network.inputs().stream().anyMatch(Input.Label.class::isInstance);
  }

  /** Returns a network's inputs in the order in which it takes them. */
  public List<FloatTensor> inOrder(Network network, Batch batch, Role role) {
    FloatTensor labels = batch.labels();
    if (labels != null || takesLabels(network)) {
      requireLabels(batch);
    }
    return InputOrder.of(network, batch.values(), labels == null ? null : checked(role, labels));
  }
}
