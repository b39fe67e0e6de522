package org.ganforge.layer;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Refusal;

/** Invalid inputs of merging layers and of networks, with their messages. */
final class MergedInputs {
  private static final String NAME =
      " name: expected a name of letters, digits, '_', '.' and '-' that starts with a letter or"
          + " digit but found \"a b\"; rename it";

  private MergedInputs() {}

  static List<Refusal> all() {
    return Stream.of(elementwise(Add.of()), elementwise(Multiply.of()), joined(), inputs())
        .flatMap(List::stream)
        .toList();
  }

  private static Refusal row(Layer layer, String message, TensorShape... inputs) {
    return new Refusal(layer.getClass(), () -> layer.outputShape(inputs), message);
  }

  private static Refusal alone(Layer layer) {
    return row(
        layer,
        "expected two inputs or more but found 1; name all of them, or leave the layer out",
        TensorShape.of(3));
  }

  private static List<Refusal> elementwise(MergeLayer layer) {
    return List.of(
        alone(layer),
        row(
            layer,
            "expected inputs of the same shape, or with size 1 where they differ but found [4, 3]"
                + " and [2]; make their shapes match before it",
            TensorShape.of(4, 3),
            TensorShape.of(2)));
  }

  private static List<Refusal> joined() {
    Concatenate last = Concatenate.of();
    TensorShape rows = TensorShape.of(4, 3);
    return List.of(
        new Refusal(
            Concatenate.class,
            () -> last.withAxis(0),
            "Concatenate axis: expected an axis within an example but found 0, the batch;"
                + " use 1 or -1"),
        alone(last),
        row(
            last,
            "expected inputs with an axis but found []; put a Reshape before",
            TensorShape.of(),
            TensorShape.of()),
        row(
            last.withAxis(3),
            "expected an axis from 1 to 2, or from -2 to -1, but found 3; choose an axis of the"
                + " inputs",
            rows,
            rows),
        row(
            last,
            "expected inputs that differ only along axis -1 but found [4, 3] and [5, 3]; make their"
                + " other axes equal before it",
            rows,
            TensorShape.of(5, 3)),
        row(
            last,
            "expected inputs that differ only along axis -1 but found [4, 3] and [3]; make their"
                + " other axes equal before it",
            rows,
            TensorShape.of(3)),
        row(
            last,
            "shape: expected dimensions of at least 1 with at most 2147483647 elements but found"
                + " [4294967294]; change the sizes",
            TensorShape.of(Integer.MAX_VALUE),
            TensorShape.of(Integer.MAX_VALUE)));
  }

  private static List<Refusal> inputs() {
    return List.of(
        new Refusal(Input.Noise.class, () -> Input.Noise.of(0), "noise length" + Refusal.BELOW_ONE),
        new Refusal(
            Input.Label.class, () -> Input.Label.of(0), "label classes" + Refusal.BELOW_ONE),
        new Refusal(
            Input.Image.class, () -> Input.Image.of(), "image shape rank" + Refusal.BELOW_ONE),
        new Refusal(
            Input.Features.class,
            () -> Input.Features.of(),
            "features shape rank" + Refusal.BELOW_ONE),
        new Refusal(Input.Noise.class, () -> Input.Noise.of(1).withName("a b"), "noise" + NAME),
        new Refusal(Input.Label.class, () -> Input.Label.of(1).withName("a b"), "label" + NAME),
        new Refusal(Input.Image.class, () -> Input.Image.of(1).withName("a b"), "image" + NAME),
        new Refusal(
            Input.Features.class, () -> Input.Features.of(1).withName("a b"), "features" + NAME));
  }
}
