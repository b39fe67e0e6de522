package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ganforge.examples.console.Console;
import org.ganforge.observe.ScoreHistogram;
import org.ganforge.run.DiscriminatorScores;

/** A discriminator's scores for many images, as text and as JSON. */
record ScoresText(DiscriminatorScores scores) {
  /** Prints training images beside images that were not trained on. */
  void tell(Console console, Path histogram) {
    console.line("");
    console.line("scores of    images      mean     judged real");
    line(console, "training", scores.learned());
    if (scores.unseen().isEmpty()) {
      console.line("test              0         -             -");
    } else {
      line(console, "test", scores.unseen());
    }
    line(console, "samples", scores.samples());
    console.line("histogram: " + histogram);
  }

  private void line(Console console, String kind, List<Double> of) {
    console.line(
        String.format(
            Locale.ROOT,
            "%-12s %6d %9.3f %11.1f %%",
            kind,
            of.size(),
            DiscriminatorScores.mean(of),
            100 * scores.realShare(of)));
  }

  /** Draws the histogram. */
  void draw(Path file) {
    ScoreHistogram histogram = ScoreHistogram.of().with("Learned", scores.learned());
    if (!scores.unseen().isEmpty()) {
      histogram = histogram.with("Test", scores.unseen());
    }
    histogram.with("Samples", scores.samples()).write(file);
  }

  /** Adds the same as JSON. */
  void putInto(ObjectNode json, Path histogram) {
    ObjectNode kinds = json.putObject("kinds");
    put(kinds, "learned", scores.learned());
    if (!scores.unseen().isEmpty()) {
      put(kinds, "test", scores.unseen());
    }
    put(kinds, "samples", scores.samples());
    json.put("threshold", scores.threshold())
        .put("real_is_higher", scores.isRealHigher())
        .put("histogram", histogram.toString());
  }

  private void put(ObjectNode kinds, String kind, List<Double> of) {
    kinds
        .putObject(kind)
        .put("images", of.size())
        .put("mean", DiscriminatorScores.mean(of))
        .put("taken_for_real", scores.realShare(of));
  }
}
