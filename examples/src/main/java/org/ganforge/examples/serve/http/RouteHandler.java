package org.ganforge.examples.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.ganforge.error.InvalidInputException;

/** Checks requests and passes them to their endpoints. */
final class RouteHandler extends Handler.Abstract {
  /** The limit of simultaneous listeners to events; each takes a thread. */
  static final int MOST_LISTENERS = 8;

  /** The way out of a failure that is the program's own. */
  static final String WAY_OUT = "reload the page, and report it if it happens again";

  private final Routes routes;
  private final Semaphore listeners = new Semaphore(MOST_LISTENERS);
  private volatile Guard guard;

  RouteHandler(Routes routes, Guard guard) {
    this.routes = routes;
    this.guard = guard;
  }

  /** Sets the server's port, which is known only when it has started. */
  void listeningOn(int port) {
    guard = guard.withPort(port);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    SecurityHeaders.ALL.forEach(headers::put);
    try {
      Routes.Match match = match(request);
      Call call = new Call(match.variables(), parameters(request));
      Endpoint endpoint = match.route().endpoint();
      EventSource events = match.route().events();
      if (endpoint != null) {
        write(endpoint.answer(call), response, callback);
      } else if (events != null) {
        stream(events, call, response, callback);
      }
    } catch (Refusal e) {
      write(e.answer(), response, callback);
    } catch (InvalidInputException e) {
      write(Refusal.of(400, e).answer(), response, callback);
    } catch (RuntimeException e) {
      write(
          Refusal.of(500, "server", "an answer", e.toString(), WAY_OUT).answer(),
          response,
          callback);
    }
    return true;
  }

  private Routes.Match match(Request request) {
    guard.checkOrigin(request);
    String path = request.getHttpURI().getDecodedPath();
    if (path == null || !path.startsWith("/")) {
      throw Routes.nothing(List.of(String.valueOf(path)));
    }
    Routes.Match match = routes.match(request.getMethod(), Routes.segments(path));
    Guard.checkNoBody(request);
    if (match.route().method().equals("POST")) {
      guard.checkToken(request);
    }
    return match;
  }

  private static Map<String, String> parameters(Request request) {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      throw Refusal.of(400, "query", "parameters in UTF-8", "other bytes", "encode them so");
    }
    Map<String, String> parameters = new HashMap<>();
    for (Fields.Field field : fields) {
      if (field.getValues().size() != 1) {
        throw Refusal.of(
            400, field.getName(), "one value", field.getValues().size() + "", "give it once");
      }
      parameters.put(field.getName(), field.getValue());
    }
    return parameters;
  }

  private static void write(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  private void stream(EventSource events, Call call, Response response, Callback callback) {
    if (!listeners.tryAcquire()) {
      throw Refusal.of(
          503,
          "events",
          "at most " + MOST_LISTENERS + " open pages",
          "one more",
          "close one of them");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    try {
      events.send(call, new Sink(response));
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.succeeded();
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        callback.failed(e);
      } else {
        throw e;
      }
    } finally {
      listeners.release();
    }
  }

  /** The body of a response as a stream of events. */
  private record Sink(Response response) implements EventSink {
    /** JSON on one line has no line end that could end the event. */
    @Override
    public void send(String name, JsonNode data) throws IOException {
      write("event: " + name + "\ndata: " + data + "\n\n");
    }

    /**
     * Sends a comment in two pieces: a closed connection shows only when it has answered the first.
     */
    @Override
    public void check() throws IOException {
      write(":");
      write("\n");
    }

    private void write(String text) throws IOException {
      Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
