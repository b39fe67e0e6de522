package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/** The forms that can compute part of a network and are right on this machine. */
public final class FittingForms {
  private FittingForms() {}

  /**
   * Returns the table of products, and for each of the forms that fits and is right, a table that
   * prefers it.
   */
  public static List<FormTable> of(
      List<String> forms, List<ConvolutionUse> uses, FormTrials trials) {
    List<FormTable> tables = new ArrayList<>(List.of(FormTable.products()));
    for (ConvolutionForm form : Forms.all()) {
      FormTable table = FormTable.preferring(form.name());
      if (forms.contains(form.name()) && fits(form, uses) && isRight(form, table, uses, trials)) {
        tables.add(table);
      }
    }
    return tables;
  }

  /**
   * TensorFlow's convolutions are right only on some processors; all other forms are everywhere.
   */
  public static boolean isOfTheEngine(String form) {
    return form.contains("engine") || form.contains("few filters");
  }

  private static boolean fits(ConvolutionForm form, List<ConvolutionUse> uses) {
    return uses.stream()
        .anyMatch(
            use ->
                Arrays.stream(Direction.values())
                    .anyMatch(
                        direction ->
                            form.fits(use.shape(), direction)
                                && !form.equals(Forms.ofProducts(use.shape(), direction))));
  }

  /** The others need no trial: the test itself shows whether they are right. */
  private static boolean isRight(
      ConvolutionForm form, FormTable table, List<ConvolutionUse> uses, FormTrials trials) {
    if (!isOfTheEngine(form.name())) {
      return true;
    }
    try {
      trials.check(uses, table, true);
      return true;
    } catch (InvalidInputException e) {
      return false; // TensorFlow's own convolutions are right on some processors only
    }
  }
}
