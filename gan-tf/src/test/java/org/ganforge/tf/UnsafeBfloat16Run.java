package org.ganforge.tf;

import java.util.List;
import org.ganforge.error.InvalidInputException;

/** A program that opens a backend in bfloat16, and in those precisions that are safe everywhere. */
final class UnsafeBfloat16Run {
  private UnsafeBfloat16Run() {}

  public static void main(String[] args) {
    for (Precision precision : List.of(Precision.BFLOAT16, Precision.AUTO, Precision.FLOAT32)) {
      TensorFlowOptions options =
          TensorFlowOptions.of().withDevice(Device.CPU).withPrecision(precision);
      try {
        TensorFlowBackend backend = new TensorFlowBackend(options);
        System.out.println("opening " + precision + ": " + backend.options().precision());
      } catch (InvalidInputException e) {
        System.out.println("opening " + precision + ": " + e.getMessage());
      }
    }
  }
}
