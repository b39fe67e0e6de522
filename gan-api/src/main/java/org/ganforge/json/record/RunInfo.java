package org.ganforge.json.record;

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
 * Where a run comes from: enough to do it again.
 *
 * @param gan the whole spec, its plan's seed included
 * @param images which images it learns; null for networks that were trained elsewhere
 * @param versions what it runs on
 * @param command the command line or whatever started it, word by word; may be empty
 * @param created when, to the second
 * @param forms the form of each convolution and matrix product; null where it is not recorded
 * @param leftOut what the Keras file of an imported network says and the spec does not; empty where
 *     nothing was left out
 */
public record RunInfo(
    Gan gan,
    @Nullable Images images,
    Versions versions,
    List<String> command,
    Instant created,
    @Nullable List<Computation.ComputedForm> forms,
    List<LeftOut> leftOut) {
  /** Copies the lists and cuts the time to whole seconds. */
  public RunInfo {
    command = List.copyOf(command);
    leftOut = List.copyOf(leftOut);
    forms = forms == null ? null : List.copyOf(forms);
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns what describes a run that starts now in this JVM, on this backend. */
  public static RunInfo of(Gan gan, ImageSource images, String backend, List<String> command) {
    return imported(gan, backend, command).withImages(Images.of(images));
  }

  /** Returns what describes networks that come with their weights and learn nothing here. */
  public static RunInfo imported(Gan gan, String backend, List<String> command) {
    return new RunInfo(gan, null, Versions.here(backend), command, Instant.now(), null, List.of());
  }

  /** Returns a copy with this {@code gan}. */
  public RunInfo withGan(Gan gan) {
    return new RunInfo(gan, images, versions, command, created, forms, leftOut);
  }

  /** Returns a copy with these {@code images}. */
  public RunInfo withImages(Images images) {
    return new RunInfo(gan, images, versions, command, created, forms, leftOut);
  }

  /** Returns a copy with these {@code forms}, in the map's order. */
  public RunInfo withForms(Map<String, String> names) {
    return new RunInfo(
        gan, images, versions, command, created, Computation.ComputedForm.listOf(names), leftOut);
  }

  /** Returns a copy with this {@code leftOut}. */
  public RunInfo withLeftOut(List<LeftOut> leftOut) {
    return new RunInfo(gan, images, versions, command, created, forms, leftOut);
  }

  /** Returns the names of the forms by what they compute; null where they are not recorded. */
  public @Nullable Map<String, String> formNames() {
    return forms == null ? null : Computation.ComputedForm.mapOf(forms);
  }

  /** Returns the one seed of everything random, the plan's. */
  public long seed() {
    return gan.plan().seed();
  }

  /**
   * The images of a run, recognisable again.
   *
   * @param name the data set's name
   * @param count how many images are used
   * @param digest the SHA-256 of pixels and labels, 64 hexadecimal digits
   * @param folder the folder that they were read from, or null (the default) where the catalogue
   *     knows where to find them
   * @param origin how a user's own files were read, or null (the default) where a program made the
   *     images or the catalogue knows them
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

    /** Returns the description of a data set; of one in memory it reads every pixel once. */
    public static Images of(ImageSource images) {
      return of(images.name(), images.count(), images.digest());
    }

    /** Returns a description of images that the catalogue finds. */
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

    /** Returns what the images are, wherever they lie and whatever their classes are called. */
    public Images withoutPlace() {
      return of(name, count, digest);
    }
  }

  /**
   * The software of a run.
   *
   * @param ganforge this library's version
   * @param java the Java runtime's
   * @param os operating system and processor
   * @param backend what computes, with its version: {@code TensorFlow 2.18.0, CPU}
   */
  public record Versions(String ganforge, String java, String os, String backend) {
    /**
     * Returns the versions of this JVM with the given backend; run from classes without a jar,
     * GanForge is "development".
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
