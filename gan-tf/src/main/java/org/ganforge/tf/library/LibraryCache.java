package org.ganforge.tf.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.CacheDirectory;
import org.ganforge.internal.file.FileNames;
import org.jspecify.annotations.Nullable;

/**
 * The folder into which JavaCPP unpacks TensorFlow's library. Left to itself, JavaCPP resolves an
 * invalid home folder against the working folder, falls back to a name in {@code /tmp} that anyone
 * could have created, and checks neither owner nor free space. So we choose and check the folder
 * here.
 */
final class LibraryCache {
  /** JavaCPP's own setting; if the user sets it, no other folder is tried. */
  static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private static final String FOLDER = " to a folder of yours that can hold files and run programs";

  private static final String JAVACPP = "org.bytedeco.javacpp.";

  private static @Nullable Path chosen;

  private LibraryCache() {}

  /** Thrown if no folder is usable; the message is one line. */
  static final class UnusableError extends UnsatisfiedLinkError {
    private static final long serialVersionUID = 1L;

    UnusableError(String message) {
      super(message);
    }
  }

  /**
   * Returns the folder and passes it to JavaCPP, which reads it once per process; empty if JavaCPP
   * unpacks nothing.
   *
   * @throws UnusableError if there is none
   */
  static synchronized Optional<Path> choose() {
    if (chosen == null) {
      String set = System.getProperty(PROPERTY);
      Optional<PackedLibrary> packed = PackedLibrary.onClassPath();
      if (takesInstalledOnes(System::getProperty) || packed.isEmpty()) {
        return Optional.empty();
      }
      Path place = first(candidates(set), packed.get(), wayOut());
      System.setProperty(PROPERTY, place.toString());
      chosen = place;
    }
    return Optional.of(chosen);
  }

  /**
   * Returns whether JavaCPP tries installed libraries, such as those in {@code java.library.path},
   * before it unpacks any, or never unpacks. JavaCPP accepts both spellings of each setting.
   */
  static boolean takesInstalledOnes(UnaryOperator<@Nullable String> settings) {
    return isOn(settings, "pathsfirst", "pathsFirst", false)
        || !isOn(settings, "findlibraries", "findLibraries", true);
  }

  private static boolean isOn(
      UnaryOperator<@Nullable String> settings, String older, String newer, boolean unset) {
    String value = settings.apply(JAVACPP + newer);
    String set = value == null ? settings.apply(JAVACPP + older) : value;
    return set == null ? unset : set.matches("(?i)true|t|");
  }

  /** Returns the first usable folder. */
  static Path first(List<Supplier<Path>> places, PackedLibrary packed, String wayOut) {
    List<String> reasons = new ArrayList<>();
    for (Supplier<Path> place : places) {
      Path path;
      String reason;
      try {
        path = place.get();
        reason = LibraryFolder.of(path).problem(packed).orElse("");
        if (reason.isEmpty()) {
          return path;
        }
      } catch (InvalidInputException e) {
        continue; // no usable home folder, so nothing to try there
      }
      reasons.add(path + " " + reason);
    }
    String all =
        reasons.isEmpty() ? "this user has no home folder to unpack it into" : join(reasons);
    throw new UnusableError(all + "; " + wayOut);
  }

  /** Returns the way out when the library cannot be unpacked or loaded. */
  static String wayOut() {
    return "set " + (System.getProperty(PROPERTY) == null ? "GANFORGE_HOME" : PROPERTY) + FOLDER;
  }

  private static String join(List<String> reasons) {
    return reasons.stream().collect(Collectors.joining(", and "));
  }

  private static List<Supplier<Path>> candidates(@Nullable String set) {
    if (set != null) {
      return List.of(() -> FileNames.path(PROPERTY, set).toAbsolutePath());
    }
    return List.of(
        LibraryCache::usual, () -> CacheDirectory.standard().toAbsolutePath().resolve("native"));
  }

  private static Path usual() {
    return CacheDirectory.home().resolve(".javacpp").resolve("cache");
  }
}
