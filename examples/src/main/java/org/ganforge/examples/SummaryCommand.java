package org.ganforge.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan summary}: the tables of a model's networks. */
@Command(
    name = "summary",
    description = {
      "Shows the networks of a model, layer by layer, with their numbers of parameters.",
      "They are the generator, the discriminator, and the two together as the generator is trained,"
          + " with the discriminator frozen.",
      "It takes the models that are only measured, too (see 'bench --help')."
    })
final class SummaryCommand implements Runnable {
  private final Console console;

  @Mixin private ModelArgument model = new ModelArgument();

  @Option(names = "--json", description = "print the tables as JSON, for programs")
  private boolean json;

  @Option(names = "--spec", description = "print the model's JSON spec instead, to save and change")
  private boolean spec;

  SummaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Gan gan = model.loadAny();
    if (spec) {
      console.out().print(GanJson.write(gan));
    } else if (json) {
      console.line(Json.text(json(gan)));
    } else {
      console.line(gan.generator().summary());
      console.line("");
      console.line(gan.discriminator().summary());
      console.line("");
      console.line(gan.adversarial().summary());
    }
  }

  private static ObjectNode json(Gan gan) {
    ObjectNode json = Json.object().put("name", gan.name());
    json.set("generator", json(gan.generator()));
    json.set("discriminator", json(gan.discriminator()));
    json.set("adversarial", json(gan.adversarial()));
    return json;
  }

  private static ObjectNode json(Sequential network) {
    ObjectNode json = Json.object();
    long total = network.parameterCount();
    long trainable = network.trainableParameterCount();
    TensorShape shape = network.inputShape();
    shape.dims().forEach(json.putArray("input_shape")::add);
    json.put("parameters", total)
        .put("trainable_parameters", trainable)
        .put("non_trainable_parameters", total - trainable);
    ArrayNode layers = json.putArray("layers");
    for (Layer layer : network.layers()) {
      long parameters = layer.weights(shape).stream().mapToLong(w -> w.shape().size()).sum();
      shape = layer.outputShape(shape);
      ObjectNode row = layers.addObject().put("name", layer.name()).put("type", layer.type());
      shape.dims().forEach(row.putArray("output_shape")::add);
      row.put("parameters", parameters);
    }
    return json;
  }
}
