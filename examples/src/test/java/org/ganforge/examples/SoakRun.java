package org.ganforge.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.json.GanJson;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecorder;
import org.ganforge.tf.TensorFlowBackend;

/**
 * A program that trains for a long time and prints its resources: {@code 1000 kB 401234 files 17}
 * is the number of iterations or trainers so far, the resident memory and the number of open files.
 * The last line, {@code open N}, is the number of files in its folder that it has not closed.
 */
final class SoakRun {
  /** The workload. */
  enum Drive {
    /** One training, with pictures, checkpoints and evaluation. */
    ITERATIONS,
    /** Trainers, one after the other. */
    TRAINERS
  }

  static final Path STATUS = Path.of("/proc/self/status");
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private final Path folder;
  private final TensorFlowBackend backend = TensorFlowBackend.of();
  private final ImageDataset images = HandwrittenDigits.of(2000, 1);

  private SoakRun(Path folder) {
    this.folder = folder;
  }

  /** Runs with a drive, an empty folder, and how many iterations or trainers. */
  public static void main(String[] args) throws IOException {
    SoakRun run = new SoakRun(Path.of(args[1]));
    int count = Integer.parseInt(args[2]);
    switch (Drive.valueOf(args[0])) {
      case ITERATIONS -> run.iterations(count);
      case TRAINERS -> run.trainers(count);
    }
    System.out.println("open " + run.openInFolder());
  }

  /** Each tenth is a stage, with pictures, a checkpoint and an evaluation. */
  private void iterations(int count) throws IOException {
    int stage = count / 10;
    Gan gan = gan();
    gan =
        gan.withPlan(gan.plan().withIterations(count))
            .withRecording(gan.recording().withGridEvery(stage / 5));
    RunDirectory run = RunDirectory.createAt(folder.resolve("run"));
    try (GanTrainer trainer = backend.open(gan, images);
        RunRecorder recorder = run.recorder()) {
      for (int done = stage; done <= count; done += stage) {
        trainer.trainUntil(done, recorder);
        Path checkpoint = Checkpoints.of(run.checkpoints()).at(done);
        trainer.save(checkpoint);
        trainer.restore(checkpoint);
        try (ImageClassifier classifier =
            backend.classifier(images, folder.resolve("classifiers"), (step, steps, loss) -> {})) {
          ClassCoverage.ofSamples(trainer, classifier, 500, done);
        }
        tell(done);
      }
    }
  }

  private void trainers(int count) throws IOException {
    Gan gan = gan();
    for (int done = 1; done <= count; done++) {
      try (GanTrainer trainer = backend.open(gan, images)) {
        trainer.trainUntil(2);
        trainer.sample(10, done);
        trainer.save(folder.resolve("checkpoint-" + done));
      }
      if (done % Math.max(1, count / 10) == 0) {
        tell(done);
      }
    }
  }

  /** The quickstart's networks in batches of 16. */
  private static Gan gan() throws IOException {
    try (InputStream in = SoakRun.class.getResourceAsStream("train/quickstart.json")) {
      Gan gan = GanJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return gan.withPlan(gan.plan().withBatchSize(16));
    }
  }

  private static void tell(int done) throws IOException {
    long kilobytes =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    System.out.println(done + " kB " + kilobytes + " files " + openFiles().size());
  }

  private long openInFolder() throws IOException {
    return openFiles().stream().filter(file -> file.startsWith(folder.toString())).count();
  }

  private static List<String> openFiles() throws IOException {
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.map(SoakRun::target).filter(target -> !target.isEmpty()).toList();
    }
  }

  /** The descriptor used for listing the others is already closed when it is read. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
