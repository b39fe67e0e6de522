package org.ganforge.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.ganforge.Gan;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gan list}: the presets. */
@Command(name = "list", description = "Shows the models that come with GanForge.")
final class ListCommand implements Runnable {
  private final Console console;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  ListCommand(Console console) {
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
    int width = ModelZoo.names().stream().mapToInt(String::length).max().orElse(0) + 2;
    for (String name : ModelZoo.names()) {
      String gap = " ".repeat(width - name.length());
      console.line(name + gap + ModelZoo.load(name).reference().summary());
    }
    String first = ModelZoo.names().get(0);
    console.line("");
    console.line("Next: " + Console.command("summary", first));
    console.line("      " + Console.command("train", first));
  }

  private static void describe(Gan gan, ArrayNode models) {
    models
        .addObject()
        .put("name", gan.name())
        .put("summary", gan.reference().summary())
        .put("source", gan.reference().source())
        .put("dataset", gan.data().dataset())
        .put("iterations", gan.plan().iterations());
  }
}
