package org.ganforge.tf.golden;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives a {@link GoldenTest} its cases. */
final class GoldenCases implements ArgumentsProvider, AnnotationConsumer<GoldenTest> {
  private String kind = "";

  @Override
  public void accept(GoldenTest test) {
    kind = test.value();
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return GoldenDirectory.cases(kind).stream().map(Arguments::of);
  }
}
