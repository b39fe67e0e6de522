package org.ganforge;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.layer.Add;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;

/** Invalid models and GANs of models, with their messages. */
final class ModelRefusals {
  private static final Input ROW = Input.Features.of(3);
  private static final Input NOISE = Input.Noise.of(3);
  private static final Input IMAGE = Input.Image.of(ImageNetworks.IMAGE);
  private static final Input LABEL = Input.Label.of(10);

  private ModelRefusals() {}

  static List<Refusal> all() {
    return Stream.of(parts(), graphs(), symbols(), subjects(), labels(), classifiers())
        .flatMap(List::stream)
        .toList();
  }

  private static Refusal row(String message, ThrowingCallable attempt) {
    return new Refusal(Model.class, attempt, message);
  }

  private static Model of(Node... nodes) {
    return Model.of("net", List.of(ROW), List.of(nodes));
  }

  private static List<Refusal> parts() {
    List<Node> many = Collections.nCopies(10_001, Node.of(Flatten.of()));
    String name =
        " name: expected a name of letters, digits, '_', '.' and '-' that starts with a letter or"
            + " digit but found ";
    return List.of(
        row(
            "network" + name + "\"a b\"; rename it",
            () -> Model.of("a b", List.of(ROW), List.of(Node.of(Flatten.of())))),
        row(
            "net.layers[0]" + name + "\"a/b\"; rename it",
            () -> of(Node.of(Flatten.of().withName("a/b")))),
        row(
            "net.inputs: expected at least one but found none; add an input",
            () -> Model.of("net", List.of(), List.of(Node.of(Flatten.of())))),
        row("net.layers: expected at least one but found none; add a layer", () -> of()),
        row(
            "net.layers: expected at most 10000 but found 10001; use fewer layers",
            () -> Model.of("net", List.of(ROW), many)),
        row(
            "net.inputs[1] name: expected a unique name but found a second \"features\"; rename one"
                + " of the two",
            () -> Model.of("net", List.of(ROW, ROW), List.of(Node.of(Flatten.of())))),
        row(
            "net.layers[0] name: expected a unique name but found a second \"features\"; rename one"
                + " of the two",
            () -> of(Node.of(Flatten.of().withName("features")))));
  }

  private static Model forked() {
    return of(Node.of(Dense.of(1)), Node.of(Flatten.of(), "features"));
  }

  private static List<Refusal> graphs() {
    String before = " from: expected an input, or a layer before it, but found ";
    return List.of(
        row(
            "net.layers[0]" + before + "\"feature\"; did you mean \"features\"?",
            () -> of(Node.of(Dense.of(1), "feature"))),
        row(
            "net.layers[0]" + before + "\"later\"; name one of them, or move this layer after it",
            () -> of(Node.of(Dense.of(1), "later"), Node.of(Flatten.of().withName("later")))),
        row(
            "net.layers[0]" + before + "\"loop\"; name one of them, or move this layer after it",
            () -> of(Node.of(Add.of().withName("loop"), "features", "loop"))),
        row(
            "net.layers[1] (Dense dense): expected one input but found 2;"
                + " put a Concatenate, an Add or a Multiply before it",
            () -> of(Node.of(Flatten.of()), Node.of(Dense.of(1), "features", "flatten"))),
        row(
            "net.layers[0] (Dense dense): expected a layer that takes \"dense\" but found none;"
                + " leave it out, or let a layer take it",
            () -> forked().withOutputs(List.of("flatten"))),
        row(
            "net.inputs[1]: expected a layer that takes \"noise\" but found none;"
                + " leave it out, or let a layer take it",
            () -> Model.of("net", List.of(ROW, NOISE), List.of(Node.of(Flatten.of())))),
        row(
            "net.outputs: expected names of layers but found \"features\";"
                + " name layers of this model",
            () -> of(Node.of(Flatten.of())).withOutputs(List.of("features"))),
        row(
            "net.outputs: expected each value once but found [flatten, flatten];"
                + " remove the repeated one",
            () -> of(Node.of(Flatten.of())).withOutputs(List.of("flatten", "flatten"))),
        row(
            "network two: expected one output but found 2; take a network with one output",
            () -> two().outputShape()),
        row(
            "network both: expected one input but found 2; take a network with one input",
            () -> generator(LABEL, NOISE).withName("both").inputShape()));
  }

  private static List<Refusal> symbols() {
    Dense twice = Dense.of(3);
    return List.of(
        row(
            "net (Dense): expected a layer used once but found the same layer used twice; make a"
                + " second layer: weights cannot be shared",
            () -> Model.of("net", List.of(ROW), twice.on(twice.on(ROW)))),
        row(
            "net.inputs: expected every input that the outputs depend on but found no \"noise\" of"
                + " shape [3]; add it",
            () -> Model.of("net", List.of(ROW), Add.of().on(ROW, NOISE))),
        row(
            "Reshape: expected an input whose 3 numbers fit the target shape but found [3] for [2];"
                + " change target_shape or the layer before it",
            () -> Reshape.of(2).on(ROW)),
        row(
            "net.layers[0] (Conv2D conv2d): expected a rank-3 input [height, width, channels] but"
                + " found [3]; put a Reshape before it",
            () -> of(Node.of(Conv2D.of(2, 3)))),
        row(
            "Conv2D: expected a rank-3 input [height, width, channels] but found [3];"
                + " put a Reshape before it",
            () -> Conv2D.of(2, 3).on(ROW)),
        row(
            "Dense wide: expected one input but found 2;"
                + " put a Concatenate, an Add or a Multiply before it",
            () -> Dense.of(1).withName("wide").on(ROW, NOISE)));
  }

  private static Model two() {
    return new Model(
        "two",
        List.of(ROW),
        List.of(Node.of(Dense.of(1)), Node.of(Flatten.of(), "features")),
        List.of("dense", "flatten"),
        true);
  }

  private static Model generator(Input... inputs) {
    Symbol joined = inputs.length == 1 ? inputs[0] : Concatenate.of().on(inputs);
    return Model.of(
        "generator",
        List.of(inputs),
        Reshape.of(2, 2, 1).on(Dense.of(4).on(Flatten.of().on(joined))));
  }

  private static Model critic(Input... inputs) {
    Symbol[] rows = new Symbol[inputs.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Flatten.of().on(inputs[i]);
    }
    Symbol joined = rows.length == 1 ? rows[0] : Concatenate.of().on(rows);
    return Model.of("critic", List.of(inputs), Dense.of(1).on(joined));
  }

  private static Refusal gan(String message, Network generator, Network discriminator) {
    return new Refusal(Gan.class, () -> Gan.of("gan", generator, discriminator), message);
  }

  private static List<Refusal> subjects() {
    String join = "; join them within the network, or add the missing one";
    Model halves =
        new Model(
            "halves",
            List.of(IMAGE),
            List.of(
                Node.of(Flatten.of()),
                Node.of(Dense.of(1).withName("a")),
                Node.of(Dense.of(1).withName("b"), "flatten")),
            List.of("a", "b"),
            true);
    return List.of(
        gan(
            "generator: expected one input besides a label, the noise, but found 2, \"noise\","
                + " \"features\""
                + join,
            generator(NOISE, ROW),
            critic(IMAGE)),
        gan(
            "discriminator: expected one input besides a label, the image, but found none" + join,
            generator(NOISE),
            critic(LABEL)),
        gan(
            "generator: expected noise as its input but found an image, \"image\";"
                + " make it an input of noise",
            generator(Input.Image.of(3)),
            critic(IMAGE)),
        gan(
            "discriminator: expected an image as its input but found noise, \"noise\";"
                + " make it an input of images",
            generator(NOISE),
            critic(NOISE)),
        new Refusal(
            Gan.class,
            () -> Gan.of("gan", generator(NOISE), halves),
            "discriminator: expected one output, one number, but found 2, \"a\", \"b\"; name one of"
                + " them as the output, or give the generator a label for the second one to"
                + " predict"));
  }

  private static Network telling(int classes, Input... inputs) {
    return new Model(
        "critic",
        List.of(inputs),
        List.of(
            Node.of(Flatten.of(), "image"),
            Node.of(Dense.of(1).withName("verdict")),
            Node.of(Dense.of(classes).withName("classes"), "flatten")),
        List.of("verdict", "classes"),
        true);
  }

  private static List<Refusal> classifiers() {
    Network both =
        new Model(
            "critic",
            List.of(IMAGE, LABEL),
            List.of(
                Node.of(Flatten.of(), "image"),
                Node.of(Concatenate.of(), "flatten", "label"),
                Node.of(Dense.of(1).withName("verdict")),
                Node.of(Dense.of(10).withName("classes"), "concatenate")),
            List.of("verdict", "classes"),
            true);
    return List.of(
        gan(
            "discriminator: expected a second output of shape [10], a number for each class of the"
                + " generator, but found [9]; end it with a Dense of 10 units",
            generator(NOISE, LABEL),
            telling(9, IMAGE)),
        gan(
            "discriminator: expected no label among its inputs, since its second output predicts"
                + " the class, but found one of 10 classes; leave out the label or the second"
                + " output",
            generator(NOISE, LABEL),
            both));
  }

  private static List<Refusal> labels() {
    Input style = Input.Label.of(3).withName("style");
    return List.of(
        gan(
            "generator: expected one label at most but found 2, \"label\", \"style\";"
                + " let one label stand for both, with a number for each pair of classes",
            generator(NOISE, LABEL, style),
            critic(IMAGE)),
        gan(
            "discriminator: expected a label of 10 classes, as the generator takes one, but found"
                + " none; give both networks a label or neither",
            generator(NOISE, LABEL),
            critic(IMAGE)),
        gan(
            "discriminator: expected no label, as the generator takes none, but found one of 10"
                + " classes; give both networks a label or neither",
            generator(NOISE),
            critic(IMAGE, LABEL)),
        gan(
            "discriminator: expected a label of 10 classes, as the generator takes it, but found 3;"
                + " change one of the two",
            generator(NOISE, LABEL),
            critic(IMAGE, style)));
  }
}
