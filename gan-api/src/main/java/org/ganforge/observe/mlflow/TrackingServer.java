package org.ganforge.observe.mlflow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.PlainJson;
import org.jspecify.annotations.Nullable;

/**
 * An MLflow tracking server, reached by its <a
 * href="https://mlflow.org/docs/latest/api_reference/rest-api.html">REST interface</a>. A request
 * that may succeed later is repeated a few times.
 */
public final class TrackingServer {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final URI root;
  private final @Nullable String authorization;
  private final List<Duration> pauses;

  /** Redirects could pass credentials to another server. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Makes a client, without connecting.
   *
   * @param authorization the header of that name; null for none
   * @param pauses the pauses before a request is repeated
   */
  TrackingServer(URI root, @Nullable String authorization, List<Duration> pauses) {
    this.root = root;
    this.authorization = authorization;
    this.pauses = pauses;
  }

  /**
   * Returns the address without a slash at its end.
   *
   * @throws InvalidInputException if it is not the address of a server, or holds a password
   */
  public static URI address(String where, URI server) {
    boolean isHttp = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    if (!isHttp || server.getHost() == null) {
      throw new InvalidInputException(
          where,
          "the address of an MLflow tracking server, such as http://127.0.0.1:5000,",
          server.toString(),
          "start one with 'mlflow server'");
    }
    if (server.getUserInfo() != null || server.getQuery() != null) {
      throw new InvalidInputException(
          where,
          "an address without a user, a password or a query",
          "one of " + server.getHost() + " with them",
          "pass credentials separately, since addresses are recorded and printed");
    }
    return URI.create(server.toString().replaceAll("/+$", ""));
  }

  /** Posts a message and returns the answer. */
  String post(String endpoint, Map<String, ?> message)
      throws TrackingException, InterruptedException {
    HttpRequest.Builder request =
        request(endpoint)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(PlainJson.write(message)));
    return patiently("POST " + endpoint, request.build());
  }

  /** Gets the answer to a question with one parameter. */
  String get(String endpoint, String name, String value)
      throws TrackingException, InterruptedException {
    String query = "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return patiently("GET " + endpoint, request(endpoint + query).GET().build());
  }

  private HttpRequest.Builder request(String endpoint) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + "/api/2.0/mlflow/" + endpoint)).timeout(ANSWER);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private String patiently(String what, HttpRequest request)
      throws TrackingException, InterruptedException {
    for (Duration pause : pauses) {
      try {
        return send(what, request);
      } catch (TrackingException e) {
        if (!e.isTemporary()) {
          throw e;
        }
        Thread.sleep(pause.toMillis());
      }
    }
    return send(what, request);
  }

  private String send(String what, HttpRequest request)
      throws TrackingException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new TrackingException("no server that accepts connections", 0, "");
    } catch (HttpTimeoutException e) {
      throw new TrackingException("no answer in time to " + what, 0, "");
    } catch (IOException e) {
      throw new TrackingException("a broken connection at " + what + " (" + e + ")", 0, "");
    }
    int status = answer.statusCode();
    if (status / 100 != 2) {
      String code = PlainJson.text(answer.body(), "error_code").orElse("");
      String said = PlainJson.text(answer.body(), "message").orElse("");
      String found = "HTTP status " + status + " for " + what;
      String details =
          String.join(": ", List.of(code, said).stream().filter(s -> !s.isEmpty()).toList());
      throw new TrackingException(details.isEmpty() ? found : found + ", " + details, status, code);
    }
    return answer.body();
  }
}
