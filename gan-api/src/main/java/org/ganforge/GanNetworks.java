package org.ganforge;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/** Checks whether two networks form a GAN, by their inputs and outputs. */
final class GanNetworks {
  private static final String GENERATOR = "generator";
  private static final String DISCRIMINATOR = "discriminator";

  private GanNetworks() {}

  /** Rejects networks that don't fit together. */
  static void check(Network generator, Network discriminator) {
    Input noise = subject(GENERATOR, generator, "the noise");
    Input image = subject(DISCRIMINATOR, discriminator, "the image");
    checkKinds(noise, image);
    TensorShape images = onlyOutput(GENERATOR, generator, "an image");
    if (noise.shape().rank() != 1) {
      throw new InvalidInputException(
          GENERATOR,
          "an input of rank 1, the noise",
          noise.shape().toString(),
          "use .input(length)");
    }
    if (!images.equals(image.shape())) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          "an input like the generator's output " + images,
          image.shape().toString(),
          "change one of the two networks");
    }
    if (discriminator.name().equals(generator.name())) {
      throw new InvalidInputException(
          "discriminator name",
          "another name than the generator's",
          '"' + generator.name() + '"',
          "rename one of the two");
    }
    checkIndependent(generator);
    checkOutputs(label(generator), discriminator);
  }

  /** With a layer that compares images, the same noise would give other images in another batch. */
  private static void checkIndependent(Network generator) {
    Deque<Network> left = new ArrayDeque<>(List.of(generator));
    while (!left.isEmpty()) {
      for (Layer layer : left.pop().layers()) {
        if (layer instanceof Network inner) {
          left.push(inner);
        } else if (layer instanceof MinibatchStdDev) {
          throw new InvalidInputException(
              GENERATOR,
              "layers that process each image on its own",
              layer.type() + " \"" + layer.name() + "\"",
              "use it in the discriminator");
        }
      }
    }
  }

  /**
   * The discriminator outputs one number, and takes the label as input or predicts it as second
   * output.
   */
  private static void checkOutputs(Input.@Nullable Label wanted, Network discriminator) {
    boolean isAuxiliary = discriminator.outputs().size() == 2 && wanted != null;
    TensorShape verdict =
        isAuxiliary
            ? discriminator.outputShapes().get(0)
            : onlyOutput(DISCRIMINATOR, discriminator, "one number");
    if (!verdict.equals(TensorShape.of(1))) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          "one number as output, shape [1]",
          verdict.toString(),
          "end it with a Dense of 1 unit");
    }
    if (isAuxiliary) {
      checkClasses(requireNonNull(wanted).classes(), discriminator);
    } else {
      checkLabels(wanted, label(discriminator));
    }
  }

  private static void checkClasses(int classes, Network discriminator) {
    TensorShape predicted = discriminator.outputShapes().get(1);
    if (!predicted.equals(TensorShape.of(classes))) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          "a second output of shape [" + classes + "], a number for each class of the generator,",
          predicted.toString(),
          "end it with a Dense of " + classes + " units");
    }
    if (label(discriminator) != null) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          "no label among its inputs, since its second output predicts the class,",
          "one of " + classes + " classes",
          "leave out the label or the second output");
    }
  }

  /** Returns a discriminator without the layers that only lead to its second output. */
  static Network verdict(Network discriminator) {
    if (discriminator.outputs().size() == 1) {
      return discriminator;
    }
    Set<String> needed = new HashSet<>(List.of(discriminator.outputs().get(0)));
    List<Node> nodes = new ArrayList<>(discriminator.nodes());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (needed.contains(node.name())) {
        needed.addAll(node.from());
      } else {
        nodes.remove(i);
      }
    }
    return Model.of(discriminator.name(), discriminator.inputs(), nodes);
  }

  /**
   * Returns the only input besides a label: the noise of a generator, the image of a discriminator.
   */
  private static Input subject(String role, Network network, String what) {
    List<Input> subjects = subjects(network);
    if (subjects.size() != 1) {
      throw new InvalidInputException(
          role,
          "one input besides a label, " + what + ",",
          subjects.isEmpty() ? "none" : subjects.size() + ", " + names(subjects),
          "join them within the network, or add the missing one");
    }
    List<Input.Label> labels = labels(network);
    if (labels.size() > 1) {
      throw new InvalidInputException(
          role,
          "one label at most",
          labels.size() + ", " + names(labels),
          "let one label stand for both, with a number for each pair of classes");
    }
    return subjects.get(0);
  }

  private static void checkKinds(Input noise, Input image) {
    if (noise instanceof Input.Image) {
      throw new InvalidInputException(
          GENERATOR,
          "noise as its input",
          "an image, \"" + noise.name() + "\"",
          "make it an input of noise");
    }
    if (image instanceof Input.Noise) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          "an image as its input",
          "noise, \"" + image.name() + "\"",
          "make it an input of images");
    }
  }

  private static TensorShape onlyOutput(String role, Network network, String what) {
    List<String> outputs = network.outputs();
    if (outputs.size() != 1) {
      throw new InvalidInputException(
          role,
          "one output, " + what + ",",
          outputs.size() + ", " + quoted(outputs),
          role.equals(DISCRIMINATOR) && outputs.size() == 2
              ? "name one of them as the output, or give the generator a label for the second one "
                  + "to predict"
              : "name one of them as the output");
    }
    return network.outputShape();
  }

  private static void checkLabels(
      Input.@Nullable Label generator, Input.@Nullable Label discriminator) {
    if ((generator == null) != (discriminator == null)) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          generator == null
              ? "no label, as the generator takes none,"
              : "a label of " + generator.classes() + " classes, as the generator takes one,",
          discriminator == null ? "none" : "one of " + discriminator.classes() + " classes",
          "give both networks a label or neither");
    }
    if (generator != null
        && discriminator != null
        && generator.classes() != discriminator.classes()) {
      throw new InvalidInputException(
          DISCRIMINATOR,
          "a label of " + generator.classes() + " classes, as the generator takes it,",
          discriminator.classes() + "",
          "change one of the two");
    }
  }

  /** Returns the input besides a label of a checked network. */
  static Input subject(Network network) {
    return subjects(network).get(0);
  }

  /** Returns the label that a network takes, or null if it takes none. */
  static Input.@Nullable Label label(Network network) {
    return labels(network).stream().findFirst().orElse(null);
  }

  private static List<Input> subjects(Network network) {
    return network.inputs().stream().filter(input -> !(input instanceof Input.Label)).toList();
  }

  private static List<Input.Label> labels(Network network) {
    return network.inputs().stream()
        .filter(Input.Label.class::isInstance)
        .map(Input.Label.class::cast)
        .toList();
  }

  private static String names(List<? extends Input> inputs) {
    return quoted(inputs.stream().map(Input::name).toList());
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }
}
