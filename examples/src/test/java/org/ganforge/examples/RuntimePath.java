package org.ganforge.examples;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a user of the libraries, without the tests' own libraries. */
final class RuntimePath {
  private static final Pattern OF_TESTS =
      Pattern.compile(
          ".*(junit|assertj|archunit|opentest4j|apiguardian|byte-buddy|surefire"
              + "|onnxruntime|selenium|opentelemetry|axe-core|guava|failureaccess|listenablefuture"
              + "|snakeyaml|j2objc-annotations|error_prone_annotations).*|annotations-[0-9].*");

  private RuntimePath() {}

  /** Returns the libraries: jars, and folders of classes with a module descriptor. */
  static List<Path> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !OF_TESTS.matcher(path.getFileName().toString()).matches())
        .filter(path -> Files.isRegularFile(path) || isModule(path))
        .toList();
  }

  private static boolean isModule(Path path) {
    return Files.isRegularFile(path.resolve("module-info.class"));
  }

  /** Returns them joined for Java's options. */
  static String joined() {
    return libraries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
