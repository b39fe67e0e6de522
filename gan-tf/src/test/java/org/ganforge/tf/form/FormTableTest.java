package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which form a table chooses, and the names it is recorded by. */
class FormTableTest {
  private static final ConvolutionShape SHAPE =
      ConvolutionShape.of(TensorShape.of(6, 6, 2), Size2D.of(3), Size2D.of(2), Padding.SAME, 3);
  private static final ConvolutionShape THINNED =
      ConvolutionShape.of(TensorShape.of(6, 6, 2), Size2D.of(1), Size2D.of(2), Padding.SAME, 3);
  private static final ConvolutionShape PRODUCT = ConvolutionShape.product(7, 9);
  private static final List<ConvolutionShape> SHAPES = List.of(SHAPE, THINNED, PRODUCT);

  private static Choice choice(String name) {
    return Choice.named(name).orElseThrow();
  }

  private static void assertSame(FormTable table, FormTable expected) {
    assertThat(table.names()).isEqualTo(expected.names());
    assertThat(table.joinsLayers()).isEqualTo(expected.joinsLayers());
    for (ConvolutionShape shape : SHAPES) {
      for (Direction direction : Direction.values()) {
        assertThat(table.choice(shape, direction)).isEqualTo(expected.choice(shape, direction));
      }
    }
  }

  @Test
  void aPlainTableHasNoNamesAndJoinsNoLayers() {
    FormTable plain = FormTable.plain();

    assertThat(plain.names()).isEmpty();
    assertThat(plain.joinsLayers()).isFalse();
    assertThat(plain.choice(SHAPE, Direction.FORWARD)).isEqualTo(choice("engine"));
    assertThat(plain.choice(THINNED, Direction.KERNEL)).isEqualTo(choice("thinned columns"));
    assertThat(plain.choice(PRODUCT, Direction.INPUT)).isEqualTo(choice("product"));
    assertSame(FormTable.read(Map.of(), false), plain);
  }

  @Test
  void aPlainTableMayComputeIn16Bits() {
    FormTable plain = FormTable.read(Map.of(), true);

    assertThat(plain.names()).isEmpty();
    assertThat(plain.choice(SHAPE, Direction.KERNEL)).isEqualTo(choice("engine in bfloat16"));
    assertThat(plain.choice(PRODUCT, Direction.KERNEL)).isEqualTo(choice("product in bfloat16"));
  }

  @Test
  void productsHaveOneName() {
    FormTable products = FormTable.products();

    assertThat(products.names()).isEqualTo(Map.of("*", "products"));
    assertThat(FormTable.namesOfProducts()).isEqualTo(products.names());
    assertThat(products.joinsLayers()).isTrue();
    assertThat(products.choice(SHAPE, Direction.FORWARD)).isEqualTo(choice("columns"));
    assertThat(products.choice(SHAPE, Direction.INPUT)).isEqualTo(choice("flipped columns"));
    assertThat(products.choice(PRODUCT, Direction.FORWARD)).isEqualTo(choice("product"));
    assertSame(FormTable.read(products.names(), false), products);
    assertThat(FormTable.read(products.names(), true).choice(SHAPE, Direction.FORWARD))
        .as("in the precision bfloat16")
        .isEqualTo(choice("columns in bfloat16"));
  }

  static List<String> forms() {
    return FormTable.allForms();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aPreferredFormIsTakenWhereItFitsAndProductsElsewhere(String form) {
    FormTable preferring = FormTable.preferring(form);

    assertThat(preferring.names()).isEqualTo(Map.of("*", form));
    assertThat(FormTable.namesOf(form)).isEqualTo(preferring.names());
    assertSame(FormTable.read(preferring.names(), false), preferring);
    for (ConvolutionShape shape : SHAPES) {
      for (Direction direction : Direction.values()) {
        boolean fits = choice(form).form().fits(shape, direction);
        assertThat(preferring.choice(shape, direction))
            .isEqualTo(fits ? choice(form) : FormTable.products().choice(shape, direction));
      }
    }
  }

  @Test
  void aTableOfATrialNamesEveryDirectionInOrder() {
    Map<String, Choice> choices = new LinkedHashMap<>();
    choices.put(FormTable.key(SHAPE, Direction.KERNEL), choice("engine in bfloat16"));
    choices.put(FormTable.key(PRODUCT, Direction.FORWARD), choice("product"));
    choices.put(FormTable.key(SHAPE, Direction.FORWARD), choice("space-to-depth engine"));
    FormTable table = FormTable.of(choices);

    assertThat(List.copyOf(table.names().entrySet()))
        .containsExactly(
            Map.entry(
                "6x6x2 -> 3x3x3, kernel 3x3, strides 2x2, zeros 0x0, forward",
                "space-to-depth engine"),
            Map.entry(
                "6x6x2 -> 3x3x3, kernel 3x3, strides 2x2, zeros 0x0, kernel", "engine in bfloat16"),
            Map.entry("7 -> 9, forward", "product"));
    assertThat(table.choice(SHAPE, Direction.KERNEL)).isEqualTo(choice("engine in bfloat16"));
    assertThat(table.choice(SHAPE, Direction.INPUT)).isEqualTo(choice("flipped columns"));
    assertSame(FormTable.read(table.names(), true), table);
  }

  @Test
  void aFormMayBePreferredBesideThoseOfSomeConvolutions() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("*", "engine");
    names.put(FormTable.key(SHAPE, Direction.FORWARD), "columns");
    FormTable table = FormTable.read(names, false);

    assertThat(table.choice(SHAPE, Direction.FORWARD)).isEqualTo(choice("columns"));
    assertThat(table.choice(SHAPE, Direction.KERNEL)).isEqualTo(choice("engine"));
    assertThat(table.names()).isEqualTo(names);
    assertSame(FormTable.read(table.names(), false), table);
  }

  @Test
  void aFormOfAnotherVersionIsRefusedByName() {
    assertThatThrownBy(() -> FormTable.read(Map.of("7 -> 9, forward", "quantum"), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "form of 7 -> 9, forward: expected a form that this version knows but found"
                + " \"quantum\"; use the version of the library that wrote it");
    assertThatThrownBy(() -> FormTable.read(Map.of("*", "quantum"), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "form of *: expected a form that this version knows but found \"quantum\"; use the"
                + " version of the library that wrote it");
    assertThatThrownBy(() -> FormTable.read(Map.of("7 -> 9, forward", "products"), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "form of 7 -> 9, forward: expected a form that this version knows but found"
                + " \"products\"; use the version of the library that wrote it");
  }

  @ParameterizedTest
  @EnumSource
  void aSelectionGivesTheTableOfItsNames(Direction direction) {
    Map<String, String> names =
        Map.of(FormTable.key(SHAPE, direction), "engine in bfloat16", "*", "products");
    FormSelection selection = FormSelection.of(names);

    assertThat(selection.tried()).isFalse();
    assertThat(selection.table(false).choice(SHAPE, direction))
        .isEqualTo(choice("engine in bfloat16"));
    assertThat(FormSelection.byTrial()).isEqualTo(new FormSelection(true, Map.of(), true));
    assertSame(FormSelection.plain().table(false), FormTable.plain());
    assertSame(FormSelection.of(FormTable.namesOfProducts()).table(false), FormTable.products());
  }

  @Test
  void aSelectionKnowsWhetherAFormComputesIn16Bits() {
    assertThat(FormSelection.of(Map.of("*", "columns in bfloat16")).hasBfloat16()).isTrue();
    assertThat(FormSelection.of(Map.of("*", "columns", "a", "engine")).hasBfloat16()).isFalse();
    assertThat(FormSelection.of(Map.of("*", "quantum in bfloat16")).hasBfloat16()).isFalse();
    assertThat(FormSelection.byTrial().hasBfloat16()).isFalse();
  }

  @Test
  void aSelectionCopiesItsNamesInOrder() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("b", "engine");
    names.put("a", "columns");
    FormSelection selection = FormSelection.of(names);
    names.clear();

    assertThat(selection.names().keySet()).containsExactly("b", "a");
    assertThat(selection.names()).isUnmodifiable();
  }
}
