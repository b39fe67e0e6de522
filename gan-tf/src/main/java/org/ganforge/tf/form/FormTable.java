package org.ganforge.tf.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.gradient.OwnGradients;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The form of every direction of every convolution of a graph on a CPU. A training's numbers depend
 * on them: each rounds in its own way.
 */
public final class FormTable implements Convolutions {
  /** The key for all convolutions that a table does not name. */
  private static final String OTHERS = "*";

  private static final String PRODUCTS = "products";

  private final boolean joinsLayers;
  private final boolean bfloat16;
  private final String others;
  private final Map<String, Choice> choices;

  private FormTable(
      boolean joinsLayers, boolean bfloat16, String others, Map<String, Choice> choices) {
    this.joinsLayers = joinsLayers;
    this.bfloat16 = bfloat16;
    this.others = others;
    this.choices = Map.copyOf(choices);
  }

  /**
   * Returns whether forms can be chosen in this process. Where TensorFlow Java doesn't accept our
   * gradients (on Windows, or if another library registered its own first), products compute
   * everything.
   */
  public static boolean isTaken() {
    return OwnGradients.areTaken();
  }

  /** Returns TensorFlow's own operation for each, wherever it doesn't crash the process. */
  public static FormTable plain() {
    return new FormTable(false, false, "", Map.of());
  }

  /** Returns matrix products for each, which are right on every processor. */
  public static FormTable products() {
    return preferring(PRODUCTS);
  }

  private static FormTable products(boolean bfloat16) {
    return new FormTable(true, bfloat16, PRODUCTS, Map.of());
  }

  /** Returns one form wherever it fits, and products elsewhere. */
  public static FormTable preferring(String form) {
    return new FormTable(true, false, form, Map.of());
  }

  /** Returns the names of {@link #preferring}. */
  public static Map<String, String> namesOf(String form) {
    return Map.of(OTHERS, form);
  }

  /** Returns the names of {@link #products}. */
  public static Map<String, String> namesOfProducts() {
    return namesOf(PRODUCTS);
  }

  /** Returns the names of all forms. */
  public static List<String> allForms() {
    return Forms.all().stream().map(ConvolutionForm::name).toList();
  }

  /** Returns a table of choices, which must cover everything that it is used for. */
  static FormTable of(Map<String, Choice> choices) {
    return new FormTable(true, false, "", choices);
  }

  /**
   * Returns the table that has these {@link #names}.
   *
   * @param bfloat16 whether a table without names computes in 16 bits
   * @throws InvalidInputException if a form is unknown
   */
  public static FormTable read(Map<String, String> names, boolean bfloat16) {
    if (names.isEmpty()) {
      return new FormTable(false, bfloat16, "", Map.of());
    }
    Map<String, Choice> choices = new LinkedHashMap<>();
    names.forEach(
        (of, name) -> {
          if (!of.equals(OTHERS) || !name.equals(PRODUCTS)) {
            choices.put(of, named(of, name));
          }
        });
    if (choices.isEmpty()) {
      return products(bfloat16);
    }
    Choice preferred = choices.remove(OTHERS);
    if (preferred != null) {
      return new FormTable(true, false, preferred.toString(), choices);
    }
    return new FormTable(true, false, names.containsKey(OTHERS) ? PRODUCTS : "", choices);
  }

  /** Returns whether the table says how to compute a direction of a convolution. */
  boolean knows(ConvolutionShape shape, Direction direction) {
    return !joinsLayers || !others.isEmpty() || choices.containsKey(key(shape, direction));
  }

  private static Choice named(String of, String name) {
    return Choice.named(name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "form of " + of,
                    "a form that this version knows",
                    '"' + name + '"',
                    "use the version of the library that wrote it"));
  }

  /** Returns a table's key for a direction of a convolution. */
  static String key(ConvolutionShape shape, Direction direction) {
    return shape + ", " + direction;
  }

  /** Returns the name of each chosen form, keyed by what it computes, in order. */
  public Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    if (!others.isEmpty()) {
      names.put(OTHERS, others);
    }
    choices.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> names.put(entry.getKey(), entry.getValue().toString()));
    return names;
  }

  /** Returns whether any of its forms computes in bfloat16. */
  public boolean computesIn16Bits() {
    return bfloat16
        || Choice.named(others).filter(Choice::bfloat16).isPresent()
        || choices.values().stream().anyMatch(Choice::bfloat16);
  }

  Choice choice(ConvolutionShape shape, Direction direction) {
    return Optional.ofNullable(choices.get(key(shape, direction)))
        .orElseGet(() -> usual(shape, direction));
  }

  private Choice usual(ConvolutionShape shape, Direction direction) {
    if (!joinsLayers) {
      return usual(Forms.plain(shape, direction));
    }
    return Choice.named(others)
        .filter(choice -> choice.form().fits(shape, direction))
        .orElseGet(() -> usual(Forms.ofProducts(shape, direction)));
  }

  private Choice usual(ConvolutionForm form) {
    return new Choice(form, bfloat16 && form.suits16Bits());
  }

  @Override
  public Operand<TFloat32> compile(
      Ops tf,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> kernel) {
    return DifferentiableConvolution.of(tf, this, shape, direction, left, kernel);
  }

  @Override
  public boolean joinsLayers() {
    return joinsLayers;
  }
}
