package org.ganforge.examples.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.ganforge.data.DatasetState;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;

/** The state of a data set as text and as JSON. */
public final class DatasetText {
  private DatasetText() {}

  /** Returns a line of text, with the name padded to {@code width}. */
  public static String line(DatasetState state, int width) {
    String name = state.name();
    return name + " ".repeat(Math.max(1, width - name.length())) + words(state);
  }

  private static String words(DatasetState state) {
    return switch (state.kind()) {
      case AT_HAND -> images(state);
      case DAMAGED ->
          state.where().isEmpty()
              ? "damaged; " + download(state) + " again"
              : "damaged: " + state.where();
      case ABSENT ->
          state.downloadBytes() == 0 ? "not in the folder" : "not here; " + download(state);
    };
  }

  private static String download(DatasetState state) {
    long megabytes = Math.round(state.downloadBytes() / 1e6);
    return "'" + Console.command("data", state.name()) + "' downloads " + megabytes + " MB";
  }

  private static String images(DatasetState state) {
    DatasetState.Part train = state.train();
    DatasetState.Part test = state.test();
    if (train == null) {
      throw new AssertionError(state);
    }
    return String.format(Locale.ROOT, "%,d", train.count())
        + (test == null ? "" : String.format(Locale.ROOT, " + %,d", test.count()))
        + " images "
        + train.imageShape()
        + (train.name().equals(state.name()) ? ", " : ", which are " + train.name() + ", ")
        + state.where();
  }

  /** Returns the same as JSON. */
  static ObjectNode json(DatasetState state) {
    ObjectNode json =
        Json.object()
            .put("name", state.name())
            .put("state", state.kind().toString())
            .put("where", state.where())
            .put("download_bytes", state.downloadBytes());
    DatasetState.Part train = state.train();
    DatasetState.Part test = state.test();
    if (train != null) {
      json.put("holds", train.name()).put("train", train.count());
      json.put("test", test == null ? 0 : test.count());
      train.imageShape().dims().forEach(json.putArray("image_shape")::add);
      train.classNames().forEach(json.putArray("classes")::add);
    }
    return json;
  }
}
