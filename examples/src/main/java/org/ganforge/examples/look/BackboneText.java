package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Backbone;
import org.ganforge.run.BackboneEvaluation;

/** An evaluation by the user's own network, as text and as JSON. */
record BackboneText(
    RunDirectory run, RunInfo info, Backbone backbone, BackboneEvaluation evaluation) {
  /** Prints it. */
  void tell(Console console, Path neighbours) {
    console.line("run       " + run + ", iteration " + evaluation.iteration());
    console.line(
        String.format(
            Locale.ROOT,
            "samples   %,d, seed %d",
            evaluation.figures().samples().count(),
            evaluation.seed()));
    RunInfo.Images learned = info.images();
    console.line(
        "backbone  "
            + backbone.file()
            + (backbone.layer() == null ? "" : ", layer " + backbone.layer())
            + ", "
            + Console.count(evaluation.features(), "feature")
            + ", "
            + EvaluationText.brief(evaluation.backbone())
            + (learned == null ? "" : "; data " + EvaluationText.brief(learned.digest())));
    console.line(
        "          it only sees what it was trained to see, and ignores everything else in a"
            + " sample");
    new FiguresText(evaluation.figures()).tell(console, "that network's");
    console.line("nearest   " + neighbours + ": samples beside the images most like them");
  }

  /** Returns the same as JSON. */
  ObjectNode json(Path neighbours) {
    RunInfo.Images learned = info.images();
    ObjectNode json =
        Json.object()
            .put("model", info.gan().name())
            .put("run", run.toString())
            .put("iteration", evaluation.iteration())
            .put("seed", evaluation.seed())
            .put("backbone", evaluation.backbone())
            .put("backbone_file", backbone.file().toString())
            .put("backbone_layer", backbone.layer())
            .put("features", evaluation.features())
            .put("data", learned == null ? null : learned.digest());
    new FiguresText(evaluation.figures()).putInto(json);
    return json.put("neighbours", neighbours.toString());
  }
}
