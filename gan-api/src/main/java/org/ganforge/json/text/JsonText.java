package org.ganforge.json.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.ganforge.error.InvalidInputException;

/**
 * Parses text into a tree in one pass over Jackson's tokens. It is stricter than Jackson's tree
 * reader, which lets later keys win and leaves trailing text to its caller, and it knows the path
 * of every mistake.
 */
public final class JsonText {
  /** Far above any spec: the longest preset has some 4,000. */
  static final int MOST_CHARACTERS = 1 << 20;

  /** A nested network takes two levels. */
  private static final int MOST_LEVELS = 64;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Returns the single value in the text.
   *
   * @throws InvalidInputException if the text is not JSON, too long, or nested too deeply
   */
  public static JsonNode parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw tooLong();
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonText(parser).document();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Returns the error for text that is too long to be a spec. */
  static InvalidInputException tooLong() {
    return new InvalidInputException(
        "$",
        "a spec of at most " + MOST_CHARACTERS + " characters",
        "more",
        "a spec holds no weights and no images");
  }

  private JsonNode document() throws IOException {
    try {
      JsonNode root = value(parser.nextToken(), 1);
      if (parser.nextToken() != null) {
        throw mistake(
            "one value", "more text at " + place(parser.currentTokenLocation()), "remove it");
      }
      return root;
    } catch (StreamConstraintsException e) {
      throw mistake("a number or name of usual length", "a longer one", "shorten it");
    } catch (JsonProcessingException e) {
      String found = e instanceof JsonEOFException ? "its end at " : "other text at ";
      throw mistake(
          "JSON",
          found + place(e.getLocation()),
          "JSON has no comments, no NaN, no single quotes and no comma before a bracket");
    }
  }

  private JsonNode value(JsonToken token, int level) throws IOException {
    if (token == null) {
      throw mistake("JSON", "nothing", "give the spec's text");
    }
    if (level > MOST_LEVELS) {
      throw mistake("at most " + MOST_LEVELS + " levels", "more", "nest less deeply");
    }
    return switch (token) {
      case START_OBJECT -> object(level);
      case START_ARRAY -> array(level);
      case VALUE_NUMBER_INT -> wholeNumber();
      case VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_STRING -> NODES.textNode(parser.getText());
      default -> throw new AssertionError(token);
    };
  }

  private ObjectNode object(int level) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (object.has(name)) {
        throw mistake("one value", "a second", "remove one of the two");
      }
      object.set(name, value(parser.nextToken(), level + 1));
    }
    return object;
  }

  private ArrayNode array(int level) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(token, level + 1));
    }
    return array;
  }

  private JsonNode wholeNumber() throws IOException {
    Number number = parser.getNumberValue();
    return number instanceof BigInteger big
        ? NODES.numberNode(big)
        : NODES.numberNode(number.longValue());
  }

  private JsonNode number() throws IOException {
    double number = parser.getDoubleValue();
    if (Double.isInfinite(number)) {
      String found = JsonValue.shorten(parser.getText());
      throw mistake("a number that fits in 64 bits", found, "give a smaller one");
    }
    return NODES.numberNode(number);
  }

  private InvalidInputException mistake(String expected, String found, String wayOut) {
    return new InvalidInputException(path(parser.getParsingContext()), expected, found, wayOut);
  }

  private static String path(JsonStreamContext context) {
    if (context.inRoot()) {
      return "$";
    }
    String outer = path(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex() ? outer + "[" + context.getCurrentIndex() + "]" : outer;
    }
    return context.hasCurrentName() ? outer + JsonValue.step(context.getCurrentName()) : outer;
  }

  private static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
