package org.ganforge.examples.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gan list}: the presets and their variants. */
@Command(
    name = "list",
    description = "Shows the models that come with GanForge.",
    footer = {"  ./gan list", "  ./gan list --json"})
public final class ListCommand implements Runnable {
  private final Console console;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (json) {
      ArrayNode models = Json.array();
      ModelZoo.names().forEach(name -> describe(ModelZoo.load(name), models));
      console.line(Json.text(models));
      return;
    }
    Map<String, String> lines = new LinkedHashMap<>();
    for (String preset : ModelZoo.names()) {
      lines.put(preset, summary(preset));
      ModelZoo.variants(preset).forEach(name -> lines.put("  " + name, summary(name)));
    }
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
    lines.forEach((name, text) -> console.line(name + " ".repeat(width - name.length()) + text));
    String first = ModelZoo.names().get(0);
    console.line("");
    console.line("Next: " + Console.command("summary", first));
    console.line("      " + Console.command("train", first));
  }

  private static String summary(String name) {
    return ModelZoo.load(name).reference().summary();
  }

  private static void describe(Gan gan, ArrayNode models) {
    ObjectNode model = models.addObject();
    model
        .put("name", gan.name())
        .put("summary", gan.reference().summary())
        .put("source", gan.reference().source())
        .put("dataset", gan.data().dataset())
        .put("iterations", gan.plan().iterations());
    ModelZoo.variants(gan.name()).forEach(model.putArray("variants")::add);
  }
}
