package org.ganforge.examples.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.ganforge.examples.console.Json;

/**
 * The answer to a request.
 *
 * @param status the HTTP status
 * @param type the content type of the body, with the character set if it is text
 * @param body its bytes
 * @param headers in addition to those of every answer
 */
@SuppressWarnings("ArrayRecordComponent") // written once, and never compared
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
  /** Copies the map. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Returns an answer with a body of any type. */
  public static Answer of(String type, byte[] body) {
    return new Answer(200, type, body, Map.of());
  }

  /** Returns JSON. */
  public static Answer json(JsonNode json) {
    return of("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns {@code {"error": "..."}}: why a request was refused, in one line. */
  static Answer error(int status, String message) {
    return json(Json.object().put("error", message)).withStatus(status);
  }

  /** Returns a copy with this {@code status}. */
  public Answer withStatus(int status) {
    return new Answer(status, type, body, headers);
  }

  /** Returns a copy with an additional header. */
  public Answer withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, body, more);
  }
}
