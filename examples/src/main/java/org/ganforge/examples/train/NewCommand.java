package org.ganforge.examples.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageForm;
import org.ganforge.data.ImageSurvey;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.EditOptions;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.PictureFormOptions;
import org.ganforge.examples.option.PictureLines;
import org.ganforge.internal.Checks;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.json.GanJson;
import org.ganforge.zoo.ImageGan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gan new}: writes a spec for a user's own pictures. */
@Command(
    name = "new",
    description = {
      "Writes the model that 'train --images' would choose for your own pictures as a JSON spec,"
          + " NAME.json, for you to edit and train.",
      "It inspects some of the pictures, and trains nothing."
    },
    footer = {
      "  ./gan new flowers --images pictures --size 64",
      "  ./gan train flowers.json --images pictures"
    })
public final class NewCommand implements Runnable {
  private static final String ENDING = ".json";

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "the model's name, or NAME.json")
  private Path name = Path.of("");

  @Mixin private PictureFormOptions pictures = new PictureFormOptions();
  @Mixin private EditOptions edits = new EditOptions();

  /** Creates the verb, which prints on the console. */
  public NewCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    String given = name.getFileName().toString();
    String model =
        given.endsWith(ENDING) ? given.substring(0, given.length() - ENDING.length()) : given;
    Checks.name("NAME", model);
    Path file = OutputFile.checkedOption("NAME", name.resolveSibling(model + ENDING), ENDING);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          "NAME", "a new name", file + ", which exists", "choose another name");
    }
    ImageFiles files = pictures.files();
    ImageSurvey survey = files.survey();
    ImageForm form = files.form(survey);
    PictureLines.tell(console, form);
    Gan gan = edits.apply(ImageGan.of(model, form.shape(), survey.pictures()));
    byte[] json = GanJson.write(gan).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(json));
    console.line("spec   " + file);
    console.line("");
    console.line("Next: " + Console.command("train", file, "--images", files.path()));
  }
}
