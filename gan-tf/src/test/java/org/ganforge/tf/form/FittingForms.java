package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/** The forms that can compute part of a network and are right on this machine. */
public final class FittingForms {
  private FittingForms() {}

  /** Returns a table for each that prefers it, and the table of products. */
  public static List<FormTable> of(List<ConvolutionUse> uses, FormTrials trials) {
    List<FormTable> tables = new ArrayList<>(List.of(FormTable.products()));
    for (ConvolutionForm form : Forms.all()) {
      FormTable table = FormTable.preferring(form.name());
      if (fits(form, uses) && isRight(table, uses, trials)) {
        tables.add(table);
      }
    }
    return tables;
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

  private static boolean isRight(FormTable table, List<ConvolutionUse> uses, FormTrials trials) {
    try {
      trials.check(uses, table, true);
      return true;
    } catch (InvalidInputException e) {
      return false; // TensorFlow's own convolutions are right on some processors only
    }
  }
}
