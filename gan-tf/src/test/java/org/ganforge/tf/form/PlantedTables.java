package org.ganforge.tf.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables in which a wrong form computes one direction of every convolution. */
public final class PlantedTables {
  private PlantedTables() {}

  /** Returns the table in which one element of each result is slightly off. */
  public static FormTable wrongInOneElement(List<ConvolutionUse> uses, Direction direction) {
    return of(PlantedForm.WRONG_IN_ONE_ELEMENT, uses, direction);
  }

  /** Returns the table in which only the first examples of a batch are right. */
  public static FormTable wrongBeyondTwoExamples(List<ConvolutionUse> uses, Direction direction) {
    return of(PlantedForm.WRONG_BEYOND_TWO_EXAMPLES, uses, direction);
  }

  private static FormTable of(PlantedForm form, List<ConvolutionUse> uses, Direction direction) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    uses.forEach(use -> choices.put(FormTable.key(use.shape(), direction), Choice.inFloat32(form)));
    return FormTable.of(choices);
  }
}
