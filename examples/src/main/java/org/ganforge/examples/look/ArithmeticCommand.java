package org.ganforge.examples.look;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ganforge.Batch;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.latent.Combination;
import org.ganforge.examples.latent.LatentPlace;
import org.ganforge.examples.latent.LatentSpace;
import org.ganforge.examples.latent.PointList;
import org.ganforge.examples.latent.TruncationOption;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.LatentVectors;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.Generator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan arithmetic}: images of sums and differences of samples' noise. */
@Command(
    name = "arithmetic",
    description = {
      "Adds or subtracts the noise of two or three samples of a run, and shows them beside the"
          + " result.",
      "An existing file is replaced."
    },
    footer = "  ./gan arithmetic runs/00000-mnist-dcgan --seeds 1,2,3")
public final class ArithmeticCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--seeds",
      paramLabel = "A,B[,C]",
      required = true,
      converter = PointList.TwoOrThree.class,
      description =
          "the samples a and b, or a, b and c; 7:12 is image 12 of 'sample --seed 7', counted"
              + " from 0, and 7:12+pc1=2.5+z7=-1 is that with a --move")
  private @Nullable PointList seeds;

  @Option(
      names = "--combine",
      paramLabel = "F",
      converter = Combination.Converter.class,
      description =
          "b-a (the default), a-b or a+b of two samples, a+b-c (the default) or a-b+c of three")
  private @Nullable Combination combine;

  @Option(
      names = RunClasses.LABEL,
      paramLabel = "C",
      description = "for a conditional run: the class of all images, by name or number; default: 0")
  private @Nullable String label;

  @Option(names = "--result-only", description = "draw only the result")
  private boolean resultOnly;

  @Mixin private TruncationOption truncation = new TruncationOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture goes, a .png; default: arithmetic-A-B-b-a.png in the run")
  private @Nullable Path out;

  /** Creates the verb, which prints on the console. */
  public ArithmeticCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    PointList samples = Objects.requireNonNull(seeds);
    Combination combination = combination(samples.size());
    RunInfo info = run.open().info();
    RunClasses all = RunClasses.of(info);
    List<Integer> given = all.numbers(label == null ? List.of() : List.of(label));
    Path usual = run.open().directory().path().resolve(name(samples, combination, given));
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    int columns = resultOnly ? 1 : samples.size() + 1;
    DrawnImages.checkPicture("images", columns, info.gan().imageShape(), columns);
    int shown = given.isEmpty() ? 0 : given.get(0);
    try (Generator generator = run.generator(console)) {
      Batch noise = Batch.of(noise(samples, combination, truncation.of(generator, shown)));
      Batch drawn = all.count() == 0 ? noise : noise.withLabel(shown);
      ImageGrid.of(generator.generate(drawn), info.gan().appearance())
          .withColumns(columns)
          .write(file);
      console.line(
          "a = "
              + samples.a()
              + ", b = "
              + samples.b()
              + (samples.size() == 2 ? "" : ", c = " + samples.points().get(2))
              + " and "
              + combination
              + (all.count() == 0 ? "" : " of " + all.text(List.of(shown)))
              + truncation.text()
              + ", "
              + RunLines.age(info, generator.iteration())
              + ": "
              + file);
    }
  }

  private String name(PointList samples, Combination combination, List<Integer> classes) {
    String label = classes.isEmpty() ? "" : "-label-" + classes.get(0);
    return "arithmetic-"
        + samples.fileName()
        + "-"
        + combination
        + (resultOnly ? "-result" : "")
        + label
        + truncation.fileName()
        + ".png";
  }

  /** Returns the noise of the samples, followed by their combination, or only the combination. */
  private FloatTensor noise(PointList samples, Combination combination, LatentSpace space) {
    FloatTensor result = new LatentPlace.Combined(samples.points(), combination).noise(space);
    if (resultOnly) {
      return result;
    }
    List<FloatTensor> all = new ArrayList<>();
    samples.points().forEach(point -> all.add(space.noise(point)));
    all.add(result);
    return LatentVectors.stack(all.toArray(FloatTensor[]::new));
  }

  private Combination combination(int size) {
    if (combine == null) {
      return size == 2 ? Combination.B_MINUS_A : Combination.A_PLUS_B_MINUS_C;
    }
    if (combine.size() != size) {
      throw new InvalidInputException(
          "--combine",
          (size == 2 ? "b-a, a-b or a+b" : "a+b-c or a-b+c")
              + ", since --seeds names "
              + size
              + ",",
          combine.toString(),
          "change one of the two");
    }
    return combine;
  }
}
