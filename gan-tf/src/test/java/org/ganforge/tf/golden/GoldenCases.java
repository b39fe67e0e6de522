package org.ganforge.tf.golden;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Provides the cases of a {@link GoldenTest}. */
final class GoldenCases implements ArgumentsProvider, AnnotationConsumer<GoldenTest> {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private String kind = "";

  @Override
  public void accept(GoldenTest test) {
    kind = test.value();
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return GoldenFiles.all().stream()
        .flatMap(file -> cases(name(file), read(file)))
        .filter(golden -> golden.json().path("kind").asText().equals(kind))
        .map(Arguments::of);
  }

  /** Returns a case under Keras 3's rules and, if it has such an answer, under Keras 2's. */
  static Stream<GoldenCase> cases(String name, ObjectNode json) {
    return Stream.of(KerasVersion.KERAS_3, KerasVersion.KERAS_2)
        .filter(keras -> keras == KerasVersion.KERAS_3 || KerasRules.hasKeras2(json))
        .map(keras -> GoldenCase.of(name, json, keras));
  }

  /** Returns a file's name, which is the name of its case. */
  static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  static ObjectNode read(Path file) {
    try {
      return (ObjectNode) MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
