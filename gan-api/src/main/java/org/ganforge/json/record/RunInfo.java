package org.ganforge.json.record;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.LeftOut;
import org.ganforge.data.ImageOrigin;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a run: enough to repeat it.
 *
 * @param gan the whole spec, including its plan's seed
 * @param images the training images; null for networks trained elsewhere
 * @param versions the software it runs on
 * @param command the command line that started it, word by word; may be empty
 * @param created when it was created, to the second
 * @param forms the form of each convolution and matrix product; null if not recorded
 * @param leftOut the options in the Keras file of an imported network that the spec lacks; empty if
 *     there are none
 * @param imported whether at least one of the networks was imported with its weights; always true
 *     without images
 */
public record RunInfo(
    Gan gan,
    @Nullable Images images,
    Versions versions,
    List<String> command,
    Instant created,
    @Nullable List<Computation.ComputedForm> forms,
    List<LeftOut> leftOut,
    boolean imported) {
  /** Copies the lists and truncates the time to seconds. */
  public RunInfo {
    imported = imported || images == null;
    command = List.copyOf(command);
    leftOut = List.copyOf(leftOut);
    forms = forms == null ? null : List.copyOf(forms);
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns the info of a run that starts now in this JVM, on this backend. */
  public static RunInfo of(Gan gan, ImageSource images, String backend, List<String> command) {
    return of(gan, Images.of(images), backend, command);
  }

  /** Returns the info of a run that starts now, on images with this identity. */
  public static RunInfo of(Gan gan, Images images, String backend, List<String> command) {
    return new RunInfo(
        gan, images, Versions.here(backend), command, Instant.now(), null, List.of(), false);
  }

  /** Returns the info of networks imported with their weights, without training images. */
  public static RunInfo imported(Gan gan, String backend, List<String> command) {
    return new RunInfo(
        gan, null, Versions.here(backend), command, Instant.now(), null, List.of(), true);
  }

  /** Returns a copy with this {@code gan}. */
  public RunInfo withGan(Gan gan) {
    return new RunInfo(gan, images, versions, command, created, forms, leftOut, imported);
  }

  /** Returns a copy with these {@code images}. */
  public RunInfo withImages(Images images) {
    return new RunInfo(gan, images, versions, command, created, forms, leftOut, imported);
  }

  /** Returns a copy with these {@code forms}, in the map's order. */
  public RunInfo withForms(Map<String, String> names) {
    List<Computation.ComputedForm> forms = Computation.ComputedForm.listOf(names);
    return new RunInfo(gan, images, versions, command, created, forms, leftOut, imported);
  }

  /** Returns a copy with this {@code leftOut}. */
  public RunInfo withLeftOut(List<LeftOut> leftOut) {
    return new RunInfo(gan, images, versions, command, created, forms, leftOut, imported);
  }

  /**
   * Returns a copy for publication, without the command line and with just the names of the files
   * that the images were read from, not their folders.
   */
  public RunInfo withoutPlaces() {
    Images anywhere = images == null ? null : images.withFolder(null);
    if (anywhere != null && anywhere.origin() != null) {
      ImageOrigin origin = anywhere.origin();
      anywhere = anywhere.withOrigin(origin.withPath(Path.of(origin.files().name())));
    }
    return new RunInfo(gan, anywhere, versions, List.of(), created, forms, leftOut, imported);
  }

  /** Returns the names of the forms by what they compute; null if not recorded. */
  public @Nullable Map<String, String> formNames() {
    return forms == null ? null : Computation.ComputedForm.mapOf(forms);
  }

  /** Returns the seed of all randomness, the plan's. */
  public long seed() {
    return gan.plan().seed();
  }

  /**
   * The identity of a run's images.
   *
   * @param name the data set's name
   * @param count how many images are used
   * @param digest the SHA-256 of pixels and labels, 64 hexadecimal digits
   * @param folder the folder that they were read from, or null (the default) if the catalogue finds
   *     them by itself
   * @param origin how a user's own files were read, or null (the default) if a program made the
   *     images or they are in the catalogue
   * @param classes the names of classes 0, 1, ...; empty (the default) if unknown, or if the GAN
   *     takes no labels
   */
  public record Images(
      String name,
      int count,
      String digest,
      @Nullable String folder,
      @Nullable ImageOrigin origin,
      List<String> classes) {
    /** Checks the arguments. */
    public Images {
      classes = List.copyOf(classes);
      Checks.name("images name", name);
      Checks.positive("images count", count);
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new InvalidInputException(
            "images digest",
            "64 hexadecimal digits, a SHA-256",
            digest,
            "give the data set's digest()");
      }
    }

    /** Returns the identity of a data set; for one in memory this reads every pixel once. */
    public static Images of(ImageSource images) {
      return of(images.name(), images.count(), images.digest());
    }

    /** Returns the identity of images that the catalogue finds. */
    public static Images of(String name, int count, String digest) {
      return new Images(name, count, digest, null, null, List.of());
    }

    /** Returns a copy with this {@code folder}. */
    public Images withFolder(@Nullable String folder) {
      return new Images(name, count, digest, folder, origin, classes);
    }

    /** Returns a copy with this {@code origin}. */
    public Images withOrigin(@Nullable ImageOrigin origin) {
      return new Images(name, count, digest, folder, origin, classes);
    }

    /** Returns a copy with these {@code classes}. */
    public Images withClasses(List<String> classes) {
      return new Images(name, count, digest, folder, origin, classes);
    }

    /** Returns the images' identity, without their location and class names. */
    public Images withoutPlace() {
      return of(name, count, digest);
    }
  }

  /**
   * The software of a run.
   *
   * @param ganforge this library's version
   * @param java the Java runtime's version
   * @param os the operating system and processor
   * @param backend the library that computes, with its version: {@code TensorFlow 2.18.0, CPU}
   */
  public record Versions(String ganforge, String java, String os, String backend) {
    /**
     * Returns the versions of this JVM and the given backend; GanForge is "development" when run
     * from class files without a jar.
     */
    public static Versions here(String backend) {
      String ganforge = Gan.class.getPackage().getImplementationVersion();
      return new Versions(
          ganforge == null ? "development" : ganforge,
          Runtime.version() + " (" + System.getProperty("java.vendor", "unknown") + ")",
          System.getProperty("os.name")
              + " "
              + System.getProperty("os.version")
              + " "
              + System.getProperty("os.arch"),
          backend);
    }
  }
}
