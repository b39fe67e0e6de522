package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Every form of every direction against plain double arithmetic. */
class FormsTest {
  private static final int BATCH = 3;

  static List<ConvolutionShape> shapes() {
    List<ConvolutionShape> shapes = new ArrayList<>();
    for (Padding padding : Padding.values()) {
      for (int kernel : new int[] {2, 3, 4, 5}) {
        for (int stride : new int[] {1, 2, 3}) {
          shapes.add(shape(TensorShape.of(7, 8, 3), kernel, kernel, stride, stride, padding, 5));
        }
      }
      shapes.add(shape(TensorShape.of(9, 6, 2), 3, 4, 2, 1, padding, 4));
      shapes.add(shape(TensorShape.of(9, 6, 2), 3, 4, 1, 3, padding, 4));
      shapes.add(shape(TensorShape.of(5, 7, 3), 1, 1, 2, 2, padding, 4));
      shapes.add(shape(TensorShape.of(5, 7, 3), 1, 3, 3, 2, padding, 4));
      shapes.add(shape(TensorShape.of(5, 7, 3), 3, 1, 1, 2, padding, 4));
      shapes.add(shape(TensorShape.of(5, 4, 3), 1, 1, 1, 1, padding, 4));
      shapes.add(shape(TensorShape.of(6, 6, 2), 2, 2, 3, 3, padding, 2));
      shapes.add(shape(TensorShape.of(8, 7, 40), 3, 3, 1, 1, padding, 48));
      shapes.add(shape(TensorShape.of(8, 8, 48), 4, 4, 2, 2, padding, 40));
      shapes.add(shape(TensorShape.of(5, 5, 64), 5, 5, 1, 1, padding, 72));
    }
    shapes.add(shape(TensorShape.of(4, 4, 64), 5, 5, 1, 1, Padding.SAME, 64));
    shapes.add(shape(TensorShape.of(4, 4, 64), 5, 5, 2, 2, Padding.SAME, 64));
    shapes.add(shape(TensorShape.of(2, 2, 64), 3, 3, 1, 1, Padding.SAME, 64));
    shapes.add(shape(TensorShape.of(1, 1, 64), 5, 5, 1, 1, Padding.SAME, 64));
    shapes.add(shape(TensorShape.of(7, 7, 64), 5, 5, 2, 2, Padding.SAME, 48));
    shapes.add(shape(TensorShape.of(12, 12, 32), 4, 4, 2, 2, Padding.SAME, 64));
    shapes.add(shape(TensorShape.of(8, 4, 3), 5, 5, 1, 1, Padding.SAME, 1));
    shapes.add(shape(TensorShape.of(6, 10, 2), 3, 7, 1, 1, Padding.SAME, 3));
    shapes.add(shape(TensorShape.of(8, 8, 1), 5, 5, 2, 2, Padding.SAME, 1));
    shapes.add(ConvolutionShape.product(7, 33));
    shapes.addAll(inGroups());
    return shapes;
  }

  private static List<ConvolutionShape> inGroups() {
    List<ConvolutionShape> shapes = new ArrayList<>();
    for (Padding padding : Padding.values()) {
      for (int stride : new int[] {1, 2, 3}) {
        TensorShape image = TensorShape.of(7, 8, 6);
        for (int groups : new int[] {2, 3, 6}) {
          shapes.add(shape(image, 3, 3, stride, stride, padding, 12).inGroups(groups));
        }
        shapes.add(shape(image, 4, 2, stride, 1, padding, 6).inGroups(6));
        shapes.add(shape(image, 1, 1, stride, 2, padding, 6).inGroups(6));
        shapes.add(shape(image, 1, 1, stride, 2, padding, 4).inGroups(2));
      }
      shapes.add(shape(TensorShape.of(9, 9, 64), 3, 3, 1, 1, padding, 64).inGroups(64));
      shapes.add(shape(TensorShape.of(8, 8, 64), 4, 4, 2, 2, padding, 80).inGroups(2));
      shapes.add(shape(TensorShape.of(8, 8, 64), 3, 3, 1, 1, padding, 64).inGroups(2));
      shapes.add(shape(TensorShape.of(6, 5, 40), 3, 3, 1, 1, padding, 40).inGroups(20));
    }
    shapes.add(shape(TensorShape.of(4, 4, 128), 5, 5, 1, 1, Padding.SAME, 128).inGroups(2));
    shapes.add(shape(TensorShape.of(8, 8, 2), 3, 3, 1, 1, Padding.SAME, 2).inGroups(2));
    shapes.add(shape(TensorShape.of(4, 4, 128), 5, 5, 2, 2, Padding.SAME, 128).inGroups(2));
    shapes.add(shape(TensorShape.of(12, 12, 64), 4, 4, 2, 2, Padding.SAME, 128).inGroups(2));
    shapes.add(ConvolutionShape.product(6, 9).inGroups(3));
    shapes.add(ConvolutionShape.product(66, 6).inGroups(2));
    return shapes;
  }

  private static ConvolutionShape shape(
      TensorShape image, int height, int width, int down, int right, Padding padding, int filters) {
    return ConvolutionShape.of(
        image, Size2D.of(height, width), Size2D.of(down, right), padding, filters);
  }

  /** Returns every second shape, and those that reach a form in a direction first. */
  static List<ConvolutionShape> someShapes() {
    Set<String> reached = new HashSet<>();
    List<ConvolutionShape> all = shapes();
    List<ConvolutionShape> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % 2 == 0 || !reached.containsAll(reached(all.get(i)))) {
        some.add(all.get(i));
        reached.addAll(reached(all.get(i)));
      }
    }
    return some;
  }

  static List<ConvolutionShape> otherShapes() {
    List<ConvolutionShape> others = new ArrayList<>(shapes());
    others.removeAll(someShapes());
    return others;
  }

  private static Set<String> reached(ConvolutionShape shape) {
    Set<String> reached = new HashSet<>();
    for (Direction direction : Direction.values()) {
      Forms.of(shape, direction).forEach(form -> reached.add(form.name() + " " + direction));
    }
    return reached;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("someShapes")
  void everyFormIsEqualToDoubleArithmetic(ConvolutionShape shape) {
    assertEqualToDoubleArithmetic(shape);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @MethodSource("otherShapes")
  void everyFormIsEqualToDoubleArithmeticInOtherShapes(ConvolutionShape shape) {
    assertEqualToDoubleArithmetic(shape);
    assertNearDoubleArithmeticIn16Bits(shape);
  }

  private static void assertEqualToDoubleArithmetic(ConvolutionShape shape) {
    for (Direction direction : Direction.values()) {
      List<Choice> choices = safeForms(shape, direction).map(Choice::inFloat32).toList();
      new Truth(shape, direction)
          .errors(choices)
          .forEach(
              (choice, error) ->
                  assertThat(error)
                      .as(direction + " " + choice)
                      .isLessThan(2e-6f * (choice.form().suits16Bits() ? 1 : 5)));
    }
  }

  /** Returns the forms that are right on every processor. */
  private static Stream<ConvolutionForm> safeForms(ConvolutionShape shape, Direction direction) {
    return Forms.of(shape, direction).stream()
        .filter(form -> !FittingForms.isOfTheEngine(form.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("someShapes")
  void everyFormThatSuits16BitsIsNearDoubleArithmeticInThem(ConvolutionShape shape) {
    assertNearDoubleArithmeticIn16Bits(shape);
  }

  private static void assertNearDoubleArithmeticIn16Bits(ConvolutionShape shape) {
    for (Direction direction : Direction.values()) {
      List<Choice> choices =
          safeForms(shape, direction)
              .filter(ConvolutionForm::suits16Bits)
              .map(form -> new Choice(form, true))
              .toList();
      new Truth(shape, direction)
          .errors(choices)
          .forEach(
              (choice, error) ->
                  assertThat(error)
                      .as(direction + " " + choice)
                      .isLessThan(Trial.MOST_ERROR_IN_16_BITS));
    }
  }

  @Test
  void theShapesReachEveryForm() {
    Set<String> reached = new LinkedHashSet<>();
    for (ConvolutionShape shape : someShapes()) {
      for (Direction direction : Direction.values()) {
        Forms.of(shape, direction).forEach(form -> reached.add(form.name()));
      }
    }
    assertThat(reached).containsAll(FormTable.allForms());
  }

  static Stream<ConvolutionShape> everyShape() {
    return shapes().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyShape")
  void productsCanComputeEverything(ConvolutionShape shape) {
    for (Direction direction : Direction.values()) {
      assertThat(Forms.ofProducts(shape, direction).fits(shape, direction)).isTrue();
      assertThat(Forms.plain(shape, direction).fits(shape, direction)).isTrue();
    }
  }

  @Test
  void aOneTapKernelWithStridesNeverUsesTheEngine() {
    ConvolutionShape shape = shape(TensorShape.of(6, 6, 3), 1, 1, 2, 2, Padding.SAME, 4);
    for (Direction direction : Direction.values()) {
      assertThat(Forms.of(shape, direction))
          .isNotEmpty()
          .noneMatch(form -> form instanceof Engine || form instanceof PaddedChannels);
    }
  }

  @Test
  void everyNameBelongsToOneForm() {
    for (ConvolutionForm form : Forms.all()) {
      assertThat(Choice.named(form.name())).contains(Choice.inFloat32(form));
      Choice short16 = new Choice(form, true);
      assertThat(Choice.named(short16.toString())).contains(short16);
    }
    assertThat(Choice.named("unheard of")).isEmpty();
  }

  /** A convolution of some numbers, computed once for all forms. */
  private static final class Truth {
    private final ConvolutionShape shape;
    private final Direction direction;
    private final float[] left;
    private final float[] right;
    private final double[] truth;

    Truth(ConvolutionShape shape, Direction direction) {
      this.shape = shape;
      this.direction = direction;
      ConvolutionOracle oracle = new ConvolutionOracle(shape, BATCH);
      SplittableRandom random = new SplittableRandom(7);
      this.left =
          numbers(random, direction == Direction.INPUT ? oracle.outputSize() : oracle.imageSize());
      this.right =
          numbers(
              random, direction == Direction.KERNEL ? oracle.outputSize() : oracle.kernelSize());
      this.truth = oracle.compute(direction, left, right);
    }

    /** Returns the error of each choice, relative to the largest number. */
    Map<Choice, Double> errors(List<Choice> choices) {
      List<float[]> made = run(shape, direction, choices, left, right);
      Map<Choice, Double> errors = new LinkedHashMap<>();
      for (Choice choice : choices) {
        errors.put(choice, error(made.get(errors.size())));
      }
      return errors;
    }

    private double error(float[] made) {
      assertThat(made).hasSize(truth.length);
      double most = 0;
      double largest = 0;
      for (int i = 0; i < truth.length; i++) {
        most = Math.max(most, Double.isNaN(made[i]) ? 1 : Math.abs(made[i] - truth[i]));
        largest = Math.max(largest, Math.abs(truth[i]));
      }
      return most / largest;
    }
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  /** Returns what each choice makes of the numbers, all in one run of one session. */
  private static List<float[]> run(
      ConvolutionShape shape,
      Direction direction,
      List<Choice> choices,
      float[] left,
      float[] right) {
    if (choices.isEmpty()) {
      return List.of();
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape image = Shape.of(BATCH, shape.rows().in(), shape.columns().in(), shape.channels());
      Shape output = Shape.of(BATCH, shape.rows().out(), shape.columns().out(), shape.filters());
      Shape kernel =
          Shape.of(shape.rows().taps(), shape.columns().taps(), shape.depth(), shape.filters());
      Operand<TFloat32> a =
          tf.constant(direction == Direction.INPUT ? output : image, DataBuffers.of(left));
      Operand<TFloat32> b =
          tf.constant(direction == Direction.KERNEL ? output : kernel, DataBuffers.of(right));
      // As the library's own sessions, which don't compute with constants before they run.
      try (Session session = new Session(graph, SessionSettings.of().toProto())) {
        Session.Runner runner = session.runner();
        choices.forEach(choice -> runner.fetch(choice.compile(tf, shape, direction, a, b)));
        try (Result values = runner.run()) {
          return IntStream.range(0, choices.size())
              .mapToObj(i -> toArray((TFloat32) values.get(i)))
              .toList();
        }
      }
    }
  }

  private static float[] toArray(TFloat32 tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(numbers);
    return numbers;
  }
}
