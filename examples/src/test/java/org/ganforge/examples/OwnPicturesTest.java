package org.ganforge.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ganforge.data.Augmentation;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageOrigin;
import org.ganforge.json.GanJson;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.RunDirectory;
import org.ganforge.zoo.ImageGan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a user's own pictures. */
class OwnPicturesTest {
  @TempDir private Path folder;

  private CommandRun train(Path pictures, Object... more) {
    Object[] words = {
      "train", "--images", pictures, "--runs", folder.resolve("runs"), "--batch-size", 4
    };
    return CommandRun.of(
        Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(Object[]::new));
  }

  private Path run(String name) {
    return folder.resolve("runs").resolve(name);
  }

  private static ImageOrigin origin(Path run) {
    RunInfo.Images images = requireNonNull(new RunDirectory(run).info().images());
    return requireNonNull(images.origin());
  }

  private static void assertRefused(CommandRun run, String line) {
    assertThat(run).isEqualTo(new CommandRun(2, "", "gan: " + line + "\n"));
  }

  @Test
  void allItTakesIsAFolder() throws IOException {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("my shapes"), 8);
    DrawnPictures.addBroken(pictures);

    CommandRun trained = train(pictures, "--steps", 2);

    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .startsWith(
            "size   32 x 32 RGB: the short sides are 40 to 64 pixels, nine of ten at least 40; 24"
                + " of 24 pictures have colours\n"
                + "files  skipped 2 of 26 files: discs/broken.png (not a picture), squares/bomb.png"
                + " (a header that promises 60000 x 60000 pixels)\n"
                + "images 24 in memory, 0.1 MB; 3 classes: discs, squares, stripes\n")
        .contains(
            "data   my-shapes, 24 images [32, 32, 3]\n"
                + "run    "
                + run("00000-my-shapes")
                + ": 2 iterations in batches of 4, seed 0\n");
    assertThat(origin(run("00000-my-shapes")))
        .isEqualTo(
            ImageOrigin.of(ImageFiles.of(pictures.toAbsolutePath()).withSize(32).withChannels(3)));
    assertThat(run("00000-my-shapes").resolve("fakes-000002.png")).isRegularFile();
    assertThat(CommandRun.of("resume", run("00000-my-shapes"), "--steps", 3).err()).isEmpty();
  }

  /** A terminal would execute the escape sequence. */
  @Test
  void classesOfAnyNameArePrintedInOneLine() throws IOException {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("set"), 2);
    Files.move(pictures.resolve("discs"), pictures.resolve("di\n\u001b[2Jscs"));
    assertThat(train(pictures, "--dry-run").out())
        .contains("; 3 classes: di\\u000a\\u001b[2Jscs, squares, stripes\n");
  }

  @Test
  void everyChoiceCanBeMadeByAnOption() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 30, 20, 6);

    String options =
        "--steps 1 --size 16x12 --grey --framing fill --filter area --background 0 --strict"
            + " --no-labels --flip --crop 0.9";
    CommandRun trained = train(pictures, (Object[]) options.split(" "));

    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .startsWith(
            """
            size   16 x 12 grey: as requested
            files  skipped none of 6 files
            images 6 streamed from their files, since they change each time they are drawn
            """);
    ImageOrigin origin = origin(run("00000-set"));
    assertThat(origin.streamed()).isTrue();
    assertThat(origin.augmentation()).isEqualTo(new Augmentation(true, 0.9));
    assertThat(origin.files())
        .hasToString(
            "ImageFiles[path="
                + pictures.toAbsolutePath()
                + ", name=set, height=12, width=16, channels=1, framing=FILL, filter=AREA,"
                + " background=0, strict=true, labelled=false]");
  }

  @Test
  void picturesAreConvertedToTheShapeOfAModel() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 50, 40, 6);

    CommandRun trained = train(pictures, TinySpec.in(folder), "--steps", 1);

    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .startsWith("size   28 x 28 grey: as requested\n")
        .contains("data   set, 6 images [28, 28, 1]\n");
    assertThat(new RunDirectory(run("00000-tiny")).info().gan().data().dataset()).isNull();
  }

  @Test
  void aDryRunShowsWhatWouldBeTrainedAndWritesNothing() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    Path spec = TinySpec.ofPictures(folder);

    CommandRun dry = train(pictures, spec, "--dry-run");

    assertThat(dry.err()).isEmpty();
    assertThat(dry.out())
        .matches(
            """
            size   8 x 8 RGB: as requested
            files  skipped none of 6 files
            images 6 in memory, 0\\.0 MB
            model  tiny: own spec
            data   set, 6 images \\[8, 8, 3\\]
            spec   generator of 6 layers, 473 parameters; discriminator of 3 layers, 193 parameters
            plan   20 iterations in batches of 4, seed 0
            time   \\d+\\.\\d{3} seconds per iteration, 0:\\d\\d in all, without pictures and checkpoints
            (memory \\d+\\.\\d GB at most so far
            )?Nothing was written\\.
            """);
    assertThat(train(pictures, spec, "--dry-run", "--json").out())
        .contains("\"image_shape\": [ 8, 8, 3 ],", "\"generator_parameters\": 473,");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void fewPicturesAreSeenOften() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 5);
    Object[] words = {TinySpec.ofPictures(folder), "--steps", 1000, "--dry-run"};

    String seen =
        "\nnote   few pictures, each seen 800 times: samples may be copies of them; add"
            + " pictures";
    assertThat(train(pictures, words).out())
        .contains(seen + ", or mirror them with --flip if left and right can be swapped\n");
    assertThat(train(pictures, with(words, "--flip")).out()).contains(seen + "\n");
  }

  /** Images are drawn at random, each any number of times. */
  @Test
  void aBatchMayBeLargerThanTheSet() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 5);
    Object[] words = {TinySpec.ofPictures(folder), "--steps", 2, "--batch-size", 16};
    Object[] larger =
        with(new Object[] {"train", "--images", pictures, "--runs", folder.resolve("runs")}, words);

    assertThat(CommandRun.of(larger).err()).isEmpty();
    assertThat(CommandRun.of(with(larger, "--stream")).err()).isEmpty();
    assertThat(CommandRun.of(with(larger, "--stream", "--set", "plan.order=shuffled")).err())
        .isEqualTo(
            "gan: data set set: expected at least one batch of 16 images but found 5; use a smaller"
                + " batch size or more images\n");
  }

  @Test
  void newWritesTheSpecThatTrainWouldChoose() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 16, 12, 6);
    Path spec = folder.resolve("mine.json");

    CommandRun written = CommandRun.of("new", folder.resolve("mine"), "--images", pictures);

    assertThat(written.err()).isEmpty();
    assertThat(written.out())
        .isEqualTo(
            "size   16 x 12 RGB: the pictures' own size; 6 of 6 pictures have colours\nspec   "
                + spec
                + "\n\nNext: ./gan train "
                + spec
                + " --images "
                + pictures
                + "\n");
    assertThat(GanJson.read(spec)).isEqualTo(ImageGan.of("mine", TensorShape.of(12, 16, 3), 6));
    assertRefused(
        CommandRun.of("new", spec, "--images", pictures),
        "NAME: expected a new name but found " + spec + ", which exists; choose another name");
    assertRefused(
        CommandRun.of("new", folder.resolve("b"), "--size", "8"),
        "--images: expected the path of your own pictures but found none; say where they are");
    assertThat(train(pictures, spec, "--dry-run").code()).isZero();
  }

  @Test
  void theRunFindsItsPicturesAfterTheyWereMoved() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    train(pictures, TinySpec.ofPictures(folder), "--steps", 1);
    Path moved = Files.move(pictures, folder.resolve("moved"));
    Path run = run("00000-tiny");

    assertRefused(
        CommandRun.of("resume", run, "--steps", 2),
        "run's images: expected them in "
            + pictures.toAbsolutePath()
            + ", where the training read them, but found no such file or folder; give their place "
            + "with --images PATH");
    assertThat(CommandRun.of("resume", run, "--steps", 2, "--images", moved).err()).isEmpty();
    assertThat(CommandRun.of("resume", run, "--steps", 3).err()).isEmpty();

    Files.delete(moved.resolve("0.png"));
    assertThat(CommandRun.of("resume", run, "--steps", 4).err())
        .matches(
            "gan: run directory \\S+/00000-tiny: expected what step-3 was trained with but found"
                + " images.count 5 \\(then 6\\), images.digest \\S+ \\(then \\S+\\); undo the"
                + " changes, or accept them with --override\n");
  }

  @Test
  void refusesAFolderWithoutPictures() throws IOException {
    Path nothing = folder.resolve("nothing");
    assertRefused(
        train(nothing),
        nothing
            + ": expected a file that can be read but found no such file or directory; correct the"
            + " path or the permissions");
    Files.createDirectories(nothing);
    assertRefused(
        train(nothing),
        nothing
            + ": expected pictures in PNG, JPEG, BMP, GIF or WebP but found none among 0 files; check"
            + " the path, or convert the pictures");
    Files.write(nothing.resolve("a.png"), new byte[] {1, 2, 3});
    assertRefused(
        train(nothing),
        nothing
            + ": expected a picture in PNG, JPEG, BMP, GIF or WebP that can be read but found"
            + " skipped 1 of 1 files: a.png (not a picture); check the files");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void refusesToStreamACompressedArray() throws IOException {
    byte[] header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 8, 8)}".getBytes(US_ASCII);
    Path npz = folder.resolve("set.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(npz))) {
      out.putNextEntry(new ZipEntry("images.npy"));
      out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
      out.write(header);
      out.write(new byte[64]);
    }
    assertRefused(
        train(npz, "--flip"),
        npz
            + ": expected pictures to stream, in a folder, a zip or an unpacked tar file, or a .npy"
            + " file but found a packed array, which can only be read from its start; unpack it, or"
            + " leave out --stream, --flip and --crop");
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() throws IOException {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("set"), 2);
    DrawnPictures.addBroken(pictures);
    assertRefused(
        CommandRun.of("train"),
        "train: expected MODEL, --images PATH or --dataset NAME but found nothing; give the name of"
            + " a preset (see 'list'), your own pictures, or a data set (see 'data')");
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--flip"),
        "--flip: expected --images PATH, your own pictures, but found none; say where they are");
    assertRefused(
        train(pictures, "--dataset", "digits"),
        "--images: expected it alone but found --dataset as well; give one of the two");
    assertRefused(
        train(pictures, "--grey", "--rgb"),
        "--grey: expected it alone but found --rgb as well; give one of the two, or none");
    assertRefused(
        train(pictures, "--size", "big"),
        "--size: expected a side in pixels, or WIDTHxHEIGHT, but found \"big\"; write it as in"
            + " --size 64 or --size 64x48");
    assertRefused(
        train(pictures, "mnist-dcgan", "--size", "32"),
        "--size: expected it without a MODEL, which fixes the shape of its images, [28, 28, 1], but"
            + " found both; leave one of them out");
    assertRefused(
        train(pictures, "--crop", "0"),
        "--crop: expected a number above 0 but found 0; give a number above 0");
    assertRefused(
        train(pictures, "--strict"),
        pictures
            + ": expected pictures that can all be read but found 2 that cannot: discs/broken.png"
            + " (not a picture), squares/bomb.png (a header that promises 60000 x 60000 pixels); "
            + "remove"
            + " them, or leave out --strict");
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  /** Kills a real process while it streams. */
  @Test
  @Tag("slow")
  void aStreamThatIsKilledIsResumedToTheBit() throws Exception {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("set"), 40);
    Path run = folder.resolve("killed");
    Object[] words = {
      "train",
      TinySpec.ofPictures(folder),
      "--images",
      pictures,
      "--flip",
      "--crop",
      0.8,
      "--steps",
      300,
      "--batch-size",
      8,
      "--checkpoint-every",
      5,
      "--threads",
      1,
      "--run"
    };
    Path whole = folder.resolve("whole");
    assertThat(CommandRun.of(with(words, whole)).err()).isEmpty();
    for (int kills = 1; kills <= 5; kills++) {
      try (GanProcess process = GanProcess.start(folder.resolve("out.txt"), with(words, run))) {
        process.awaitLines(run, 50L * kills);
        process.kill();
      }
    }
    assertThat(CommandRun.of(with(words, run)).err()).isEmpty();
    assertSame(run, whole);
    assertThat(TensorShape.of(8, 8, 3)).isEqualTo(new RunDirectory(run).info().gan().imageShape());
  }
}
