package org.ganforge.examples.serve;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.report.Picture;
import org.ganforge.examples.serve.http.Answer;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.examples.serve.http.Refusal;
import org.ganforge.observe.RunDirectory;

/** The pictures of runs, by names from a list; a name never becomes part of a path. */
record RunPictures(ServedRuns runs) {
  private static final Pattern SAMPLES = Pattern.compile("samples-(\\d{1,18})");

  /** Returns the names and captions of the run's pictures other than samples. */
  static Map<String, String> named(RunDirectory run) {
    Map<String, String> captions = new LinkedHashMap<>();
    captions.put("reals", "Real images");
    captions.put("progress", "Samples through the training");
    captions.put("coverage", "Classes among samples and real images");
    captions.keySet().removeIf(name -> !isThere(file(run, name)));
    return captions;
  }

  private static boolean isThere(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Answers with a picture. */
  Answer answer(Call call) {
    ServedRun run = runs.find(call.withOnly().variable("run"));
    String name = call.variable("picture");
    try {
      return Picture.read(file(run.directory(), name))
          .map(picture -> Answer.of(picture.type(), picture.bytes()))
          .orElseThrow(() -> missing(name));
    } catch (InvalidInputException e) {
      throw Refusal.of(404, e);
    }
  }

  private static Path file(RunDirectory run, String name) {
    Matcher samples = SAMPLES.matcher(name);
    if (samples.matches()) {
      return run.fakes(Long.parseLong(samples.group(1)));
    }
    return switch (name) {
      case "reals" -> run.reals();
      case "progress" -> run.progressGif();
      case "coverage" -> run.coverage();
      default -> throw missing(name);
    };
  }

  private static Refusal missing(String name) {
    return Refusal.of(
        404,
        "picture " + name,
        "a PNG or GIF in the run",
        "none",
        "choose one that the page shows");
  }
}
