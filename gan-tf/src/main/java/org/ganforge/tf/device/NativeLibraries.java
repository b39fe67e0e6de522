package org.ganforge.tf.device;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  /** Returns the classifier of this machine's CPU library: {@code linux-x86_64}. */
  public static String ofThisMachine() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
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

  /** Returns whether there is a library for GPUs of such a machine. */
  static boolean hasGpuForm(String classifier) {
    return FILES.containsKey(classifier + GPU);
  }

  /** Returns the classifier of its library for GPUs. */
  static String gpuForm(String classifier) {
    return classifier + GPU;
  }
}
