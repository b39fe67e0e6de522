package org.ganforge.examples.latent;

import java.util.Arrays;
import java.util.List;
import org.ganforge.latent.LatentVectors;
import org.ganforge.layer.FloatTensor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How {@code gan arithmetic} combines two or three vectors. */
public enum Combination {
  B_MINUS_A("b-a"),
  A_MINUS_B("a-b"),
  A_PLUS_B("a+b"),
  A_PLUS_B_MINUS_C("a+b-c"),
  A_MINUS_B_PLUS_C("a-b+c");

  private final String formula;

  Combination(String formula) {
    this.formula = formula;
  }

  /** Returns how many vectors are combined. */
  public int size() {
    return this == A_PLUS_B_MINUS_C || this == A_MINUS_B_PLUS_C ? 3 : 2;
  }

  /** Returns the combination of vectors of one shape, as many as {@link #size}. */
  public FloatTensor of(List<FloatTensor> vectors) {
    FloatTensor a = vectors.get(0);
    FloatTensor b = vectors.get(1);
    return switch (this) {
      case B_MINUS_A -> LatentVectors.minus(b, a);
      case A_MINUS_B -> LatentVectors.minus(a, b);
      case A_PLUS_B -> LatentVectors.plus(a, b);
      case A_PLUS_B_MINUS_C -> LatentVectors.minus(LatentVectors.plus(a, b), vectors.get(2));
      case A_MINUS_B_PLUS_C -> LatentVectors.plus(LatentVectors.minus(a, b), vectors.get(2));
    };
  }

  /** Returns {@code b-a}, as on the command line. */
  @Override
  public String toString() {
    return formula;
  }

  /** Reads a formula from the command line. */
  public static final class Converter implements ITypeConverter<Combination> {
    @Override
    public Combination convert(String value) {
      return Arrays.stream(Combination.values())
          .filter(combination -> combination.formula.equals(value.replace(" ", "")))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(value));
    }
  }
}
