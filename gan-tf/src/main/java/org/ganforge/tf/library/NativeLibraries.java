package org.ganforge.tf.library;

import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** TensorFlow's native libraries on the class path, by the classifiers of their jars. */
public final class NativeLibraries {
  private static final String FOLDER = "org/tensorflow/internal/c_api/";
  private static final String GPU = "-gpu";

  private static final Map<String, String> FILES =
      Map.of(
          "linux-x86_64",
          "libjnitensorflow.so",
          "linux-x86_64" + GPU,
          "libjnitensorflow.so",
          "linux-arm64",
          "libjnitensorflow.so",
          "macosx-arm64",
          "libjnitensorflow.dylib",
          "windows-x86_64",
          "jnitensorflow.dll");

  private NativeLibraries() {}

  /** Returns the classifiers whose jars are on the class path, in alphabetical order. */
  public static List<String> onClassPath() {
    ClassLoader loader = NativeLibraries.class.getClassLoader();
    return FILES.keySet().stream()
        .filter(name -> loader.getResource(FOLDER + name + "/" + FILES.get(name)) != null)
        .sorted()
        .toList();
  }

  /**
   * Returns the classifier of this machine's CPU library: {@code linux-x86_64}, or the platform
   * that JavaCPP is configured for.
   */
  public static String ofThisMachine() {
    String configured = System.getProperty("org.bytedeco.javacpp.platform");
    return configured != null
        ? configured
        : of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static String of(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    String os = name.startsWith("mac") ? "macosx" : name.startsWith("win") ? "windows" : name;
    String arch =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> architecture;
        };
    return os + "-" + arch;
  }

  /** Returns the location of this machine's library on the class path; empty if it isn't there. */
  static Optional<URL> resource() {
    ClassLoader loader = NativeLibraries.class.getClassLoader();
    String machine = ofThisMachine();
    return Stream.of(machine, gpuForm(machine))
        .filter(FILES::containsKey)
        .map(name -> loader.getResource(FOLDER + name + "/" + FILES.get(name)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Returns whether TensorFlow Java has a library with this classifier. */
  static boolean isKnown(String classifier) {
    return FILES.containsKey(classifier);
  }

  /** Returns the classifiers of all CPU libraries. */
  static List<String> known() {
    return FILES.keySet().stream().filter(name -> !name.endsWith(GPU)).sorted().toList();
  }

  /** Returns whether TensorFlow Java has a GPU library for machines of this classifier. */
  public static boolean hasGpuForm(String classifier) {
    return FILES.containsKey(classifier + GPU);
  }

  /** Returns the classifier of the GPU library for machines of this classifier. */
  public static String gpuForm(String classifier) {
    return classifier + GPU;
  }
}
