package org.ganforge.examples.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan summary}: the tables of a model's networks. */
@Command(
    name = "summary",
    description = {
      "Shows the networks of a model, layer by layer, with their numbers of parameters.",
      "They are the generator, the discriminator, and both together as used to train the"
          + " generator, with the discriminator frozen.",
      "It also accepts bench models (see 'bench --help')."
    },
    footer = {"  ./gan summary mnist-dcgan", "  ./gan summary mnist-dcgan --spec > mine.json"})
public final class SummaryCommand implements Runnable {
  private final Console console;

  @Mixin private ModelArgument model = new ModelArgument();

  @Option(names = "--json", description = "print the tables as JSON, for programs")
  private boolean json;

  @Option(names = "--spec", description = "print the model's JSON spec instead, to save and edit")
  private boolean spec;

  @Option(
      names = "--frozen",
      description = "show the discriminator frozen, as in the generator's updates")
  private boolean frozen;

  /** Creates the verb, which prints on the console. */
  public SummaryCommand(Console console) {
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
      console.line(discriminator(gan).summary());
      console.line("");
      console.line(gan.adversarial().summary());
    }
  }

  private Network discriminator(Gan gan) {
    return frozen ? gan.discriminator().withTrainable(false) : gan.discriminator();
  }

  private ObjectNode json(Gan gan) {
    ObjectNode json = Json.object().put("name", gan.name());
    json.set("generator", json(gan.generator()));
    json.set("discriminator", json(discriminator(gan)));
    json.set("adversarial", json(gan.adversarial()));
    return json;
  }

  private static ObjectNode json(Network network) {
    ObjectNode json = Json.object();
    long total = network.parameterCount();
    long trainable = network.trainableParameterCount();
    json.set("input_shape", inputs(network));
    json.put("parameters", total)
        .put("trainable_parameters", trainable)
        .put("non_trainable_parameters", total - trainable);
    ArrayNode layers = json.putArray("layers");
    Map<String, TensorShape> shapes = network.shapes();
    for (Node node : network.nodes()) {
      Layer layer = node.layer();
      List<TensorShape> taken = node.from().stream().map(shapes::get).toList();
      long parameters = layer.weights(taken).stream().mapToLong(w -> w.shape().size()).sum();
      ObjectNode row = layers.addObject().put("name", layer.name()).put("type", layer.type());
      layer.outputShape(taken).dims().forEach(row.putArray("output_shape")::add);
      row.put("parameters", parameters);
      if (!network.isChain()) {
        node.from().forEach(row.putArray("from")::add);
      }
    }
    return json;
  }

  /** Returns the shape of the only input, or a list of shapes for several inputs. */
  private static ArrayNode inputs(Network network) {
    ArrayNode shapes = Json.object().putArray("input_shape");
    List<TensorShape> all = network.inputShapes();
    if (all.size() == 1) {
      all.get(0).dims().forEach(shapes::add);
    } else {
      all.forEach(shape -> shape.dims().forEach(shapes.addArray()::add));
    }
    return shapes;
  }
}
