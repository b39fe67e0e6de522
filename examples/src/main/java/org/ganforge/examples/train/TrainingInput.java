package org.ganforge.examples.train;

import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.OpenImages;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DataOptions;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.EditOptions;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.examples.option.PictureLines;
import org.ganforge.examples.option.PictureOptions;
import org.ganforge.examples.option.PlanOptions;
import org.ganforge.zoo.ImageGan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What to train: a model and its images. */
final class TrainingInput {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = ModelArgument.DESCRIPTION + "; optional with --images or --dataset")
  private @Nullable String model;

  @Mixin private PictureOptions pictures = new PictureOptions();
  @Mixin private EditOptions edits = new EditOptions();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private DataOptions data = new DataOptions();

  /**
   * The model as asked for, with images yet to be opened.
   *
   * @param gan null if the images decide
   */
  record Asked(TrainingInput input, @Nullable Gan gan) {
    /**
     * Opens the images, and chooses a model for them if none was asked for.
     *
     * @param text tells how they were read
     */
    OpenTraining open(Console text) {
      return input.pictures.areGiven()
          ? input.openPictures(gan, text)
          : input.openDataset(gan, text);
    }
  }

  /** Returns whether the images are the user's own. */
  boolean arePictures() {
    return pictures.areGiven();
  }

  /** Returns the data options. */
  DataOptions data() {
    return data;
  }

  /** Refuses options that don't go together. */
  void check() {
    pictures.check(data);
  }

  /** Reads the model. */
  Asked asked() {
    Gan gan = model == null ? null : edits.apply(ModelArgument.load(model));
    if (arePictures()) {
      return new Asked(this, gan == null ? null : DataOptions.ofOwnImages(planned(gan)));
    }
    if (gan == null && data.dataset().isEmpty()) {
      throw new InvalidInputException(
          "train",
          "MODEL, --images PATH or --dataset NAME",
          "nothing",
          "give the name of a preset (see 'list'), your own pictures, or a data set (see 'data')");
    }
    return new Asked(this, gan == null ? null : data.apply(planned(gan)));
  }

  private OpenTraining openDataset(@Nullable Gan asked, Console text) {
    ImageDataset images = data.load(asked, text);
    Gan gan = asked == null ? planned(edits.apply(data.apply(chosen(images)))) : asked;
    return new OpenTraining(DataOptions.fit(gan, images), images, null);
  }

  private OpenTraining openPictures(@Nullable Gan asked, Console text) {
    OpenImages open = pictures.open(asked == null ? null : asked.imageShape());
    try {
      PictureLines.tell(text, open, pictures);
      ImageSource images = open.images();
      Gan gan = asked == null ? planned(edits.apply(chosen(images))) : asked;
      return new OpenTraining(gan, images, open);
    } catch (RuntimeException | Error e) {
      open.close();
      throw e;
    }
  }

  private static Gan chosen(ImageSource images) {
    return ImageGan.of(images.name(), images.imageShape(), images.count());
  }

  private Gan planned(Gan gan) {
    Gan planned = plan.apply(gan);
    DrawnImages.checkPlan(planned);
    return planned;
  }
}
