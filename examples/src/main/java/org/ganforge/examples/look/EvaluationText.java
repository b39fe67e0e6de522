package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.internal.NameList;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.CollapseWatch;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Evaluation;
import org.ganforge.run.EvaluationFigures;
import org.ganforge.run.LearnedImages;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as text and as JSON.
 *
 * @param info the run's record
 */
record EvaluationText(RunDirectory run, RunInfo info, Evaluation evaluation) {
  private static final int LONGEST_BAR = 30;
  private static final String NONE = "none";

  /** More classes than this are counted, not listed. */
  private static final int MOST_LISTED = 100;

  /** Returns the names of the classes, followed by that of no class. */
  List<String> names() {
    return Stream.concat(
            evaluation.samples().classNames().stream().map(InvalidInputException::oneLine),
            Stream.of(NONE))
        .toList();
  }

  /** Returns the share of each class, followed by that of no class; the sum is 1. */
  static List<Double> shares(ClassCoverage coverage) {
    return Stream.concat(coverage.shares().stream(), Stream.of(coverage.noneShare())).toList();
  }

  /** Prints it, with a bar for each class. */
  void tell(Console console, @Nullable Path picture) {
    ClassCoverage samples = evaluation.samples();
    ClassCoverage data = evaluation.data();
    long seed = evaluation.seed();
    console.line("run       " + run + ", iteration " + evaluation.iteration());
    console.line("samples   " + String.format(Locale.ROOT, "%,d, seed %d", samples.total(), seed));
    tellJudge(console);
    console.line("");
    if (isListed()) {
      tellShares(console);
    } else {
      console.line("modes     " + modes(samples) + "; in the data " + modes(data));
      console.line(String.format(Locale.ROOT, "none      %.1f %%", 100 * samples.noneShare()));
    }
    console.line("");
    console.line("missing   " + missing());
    console.line(
        String.format(
            Locale.ROOT,
            "distance  %.1f %% of the samples would have to change class to match the data",
            100 * samples.distanceFrom(data)));
    tellFigures(console);
    CollapseWatch.classes(evaluation.iteration(), samples, data)
        .ifPresent(warning -> console.line("warning   " + warning.text()));
    if (picture != null) {
      console.line("picture   " + picture);
    } else if (!isListed()) {
      console.line("picture   none: too many classes for bars");
    }
  }

  /** Prints the classifier and the real images that it used. */
  void tellJudge(Console console) {
    console.line("classes   by " + classifier());
    console.line("backbone  that classifier, " + brief(evaluation.backbone()) + "; " + images());
  }

  private String images() {
    RunInfo.Images learned = info.images();
    return learned == null ? "no images" : "data " + brief(learned.digest());
  }

  /** Returns enough of a SHA-256 to be unique. */
  static String brief(String digest) {
    return "SHA-256 " + digest.substring(0, Math.min(12, digest.length())) + "...";
  }

  private void tellFigures(Console console) {
    console.line(
        String.format(
            Locale.ROOT,
            "score     %.2f of %d, by the classifier: how sure it is, and over how many classes",
            evaluation.score(),
            evaluation.samples().classNames().size()));
    EvaluationFigures figures = evaluation.figures();
    if (figures == null) {
      console.line("figures   none: they need more images than the classifier has features");
    } else {
      new FiguresText(figures).tell(console, "the classifier's");
    }
    if (evaluation.byClass() != null) {
      new ClassesText(evaluation.byClass()).tell(console);
    }
  }

  /** Returns whether there are few enough classes for a line and a bar each. */
  boolean isListed() {
    return evaluation.samples().classNames().size() <= MOST_LISTED;
  }

  private static String modes(ClassCoverage coverage) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d, %.3f nats from equal shares",
        coverage.covered(),
        coverage.classNames().size(),
        coverage.divergenceFromUniform());
  }

  private void tellShares(Console console) {
    List<String> names = names();
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(width, "class".length());
    console.line("class" + " ".repeat(width - 5) + "  samples     data");
    List<Double> shares = shares(evaluation.samples());
    List<Double> inData = shares(evaluation.data());
    double greatest = Collections.max(shares);
    for (int i = 0; i < names.size(); i++) {
      long bar = Math.round(LONGEST_BAR * shares.get(i) / greatest);
      console.line(
          names.get(i)
              + " ".repeat(width - names.get(i).length())
              + String.format(
                  Locale.ROOT,
                  "  %5.1f %%  %5.1f %%%s",
                  100 * shares.get(i),
                  100 * inData.get(i),
                  bar == 0 ? "" : "  " + "#".repeat((int) bar)));
    }
  }

  private String classifier() {
    LearnedImages images = evaluation.images();
    Evaluation.Judge judge = evaluation.judge();
    String name = images.all().name();
    String classifier = "a classifier trained on " + name;
    if (judge == null || images.test() == null) {
      return classifier + "; there are no test images to check it with" + bring(name);
    }
    return classifier
        + String.format(
            Locale.ROOT,
            ", right on %.2f %% of its %,d test images and not sure about %.2f %%",
            100 * judge.accuracy(),
            images.test().count(),
            100 * judge.none());
  }

  /** Only the training part was downloaded for the run. */
  private String bring(String name) {
    RunInfo.Images learned = info.images();
    boolean isPublished =
        info.gan().data().dataset() != null && learned != null && learned.folder() == null;
    return isPublished ? ": '" + Console.command("data", name) + "' downloads them" : "";
  }

  private String missing() {
    List<String> missing = evaluation.samples().missingFrom(evaluation.data());
    return missing.isEmpty() ? "none" : NameList.of(missing);
  }

  /**
   * Returns the same as JSON; shares and total variation from 0 to 1, entropy in bits, the
   * divergence in nats.
   */
  ObjectNode json(@Nullable Path picture) {
    ClassCoverage samples = evaluation.samples();
    ClassCoverage data = evaluation.data();
    Evaluation.Judge judge = evaluation.judge();
    ObjectNode json =
        Json.object()
            .put("model", info.gan().name())
            .put("run", run.toString())
            .put("iteration", evaluation.iteration())
            .put("samples", samples.total())
            .put("seed", evaluation.seed())
            .put("backbone", evaluation.backbone())
            .put("data", info.images() == null ? null : info.images().digest())
            .put("classifier_accuracy", judge == null ? null : judge.accuracy())
            .put("classifier_none", judge == null ? null : judge.none());
    ArrayNode classes = json.putArray("classes");
    for (int i = 0; i < samples.classNames().size(); i++) {
      classes
          .addObject()
          .put("name", samples.classNames().get(i))
          .put("samples", samples.share(i))
          .put("data", data.share(i));
    }
    json.put(NONE, samples.noneShare());
    samples.missingFrom(data).forEach(json.putArray("missing")::add);
    EvaluationFigures figures = evaluation.figures();
    if (figures != null) {
      new FiguresText(figures).putInto(json);
    }
    if (evaluation.byClass() != null) {
      new ClassesText(evaluation.byClass()).putInto(json);
    }
    return json.put("classifier_score", evaluation.score())
        .put("total_variation", samples.distanceFrom(data))
        .put("entropy", samples.entropy())
        .put("covered", samples.covered())
        .put("divergence_from_uniform", samples.divergenceFromUniform())
        .put("picture", picture == null ? null : picture.toString());
  }
}
