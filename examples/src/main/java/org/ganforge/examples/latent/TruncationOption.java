package org.ganforge.examples.latent;

import org.ganforge.latent.Truncation;
import org.ganforge.run.Generator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The truncation of the noise that a verb draws with. */
public final class TruncationOption {
  @Option(
      names = "--truncation",
      paramLabel = "T",
      description =
          "leave out noise far from its middle: normal noise beyond T standard deviations, at most"
              + " 5; of uniform and semicircle noise, keep the share T of its range, at most 1;"
              + " default: off")
  private @Nullable Double threshold;

  /** Returns the noise of a generator for images of one class. */
  public LatentSpace of(Generator generator, int label) {
    return new LatentSpace(generator, label, threshold == null ? null : new Truncation(threshold));
  }

  /** Returns {@code , truncated to 0.7}, or nothing if it is off. */
  public String text() {
    return threshold == null ? "" : ", truncated to " + threshold;
  }

  /** Returns {@code -truncated-0.7} for a file's name, or nothing if it is off. */
  public String fileName() {
    return threshold == null ? "" : "-truncated-" + threshold;
  }

  /** Returns the threshold; null if it is off. */
  public @Nullable Double threshold() {
    return threshold;
  }
}
