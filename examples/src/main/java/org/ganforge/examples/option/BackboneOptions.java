package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.run.Backbone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The user's own network, in whose features samples are measured. */
public final class BackboneOptions {
  private static final String BACKBONE = "--backbone";

  @Option(
      names = BACKBONE,
      paramLabel = "FILE",
      description =
          "measure in the features of your own network, a .keras or .h5 file, instead of the"
              + " classifier's; needs no labels")
  private @Nullable Path file;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "the layer of --backbone whose outputs are the features; default: the second-to-last")
  private @Nullable String layer;

  @Option(
      names = "--backbone-range",
      paramLabel = "LOW,HIGH",
      description =
          "the values of black and white in --backbone's input, 0,1 or -1,1; default: 0,1")
  private @Nullable String range;

  /**
   * Returns the network, if the user gave one.
   *
   * @throws InvalidInputException if another of these options is given without it, or the range is
   *     invalid
   */
  public Optional<Backbone> given() {
    String alone = layer != null ? "--layer" : range != null ? "--backbone-range" : null;
    if (file == null) {
      if (alone != null) {
        throw new InvalidInputException(
            alone, BACKBONE + " FILE with it", "it alone", "leave it out or give the file");
      }
      return Optional.empty();
    }
    Backbone backbone = Backbone.of(file).withLayer(layer);
    return Optional.of(
        range == null
            ? backbone
            : backbone.withRange(RangeArgument.read("--backbone-range", range)));
  }
}
