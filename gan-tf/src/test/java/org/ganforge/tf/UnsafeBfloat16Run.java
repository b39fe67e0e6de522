package org.ganforge.tf;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.form.FormTable;

/** A program that opens a backend in bfloat16, and in the precisions that are safe everywhere. */
final class UnsafeBfloat16Run {
  private UnsafeBfloat16Run() {}

  public static void main(String[] args) {
    open(
        "a form in bfloat16",
        TensorFlowOptions.of().withForms(FormTable.namesOf("columns in bfloat16")));
    for (Precision precision : List.of(Precision.BFLOAT16, Precision.AUTO, Precision.FLOAT32)) {
      open(precision.toString(), TensorFlowOptions.of().withPrecision(precision));
    }
  }

  private static void open(String what, TensorFlowOptions options) {
    try {
      TensorFlowBackend backend = TensorFlowBackend.of(options.withDevice(Device.CPU));
      System.out.println("opening " + what + ": " + backend.options().precision());
    } catch (InvalidInputException e) {
      System.out.println("opening " + what + ": " + e.getMessage());
    }
  }
}
