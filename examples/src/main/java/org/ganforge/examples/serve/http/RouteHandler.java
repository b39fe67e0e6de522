package org.ganforge.examples.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
      write(Answer.error(400, String.valueOf(e.getMessage())), response, callback);
    } catch (RuntimeException e) {
      write(Answer.error(500, "the server failed: " + e), response, callback);
    }
    return true;
  }

  private Routes.Match match(Request request) {
    guard.checkOrigin(request);
    String path = request.getHttpURI().getDecodedPath();
    if (path == null || !path.startsWith("/")) {
      throw new Refusal(404, "there is nothing at this path");
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
      throw new Refusal(
          503, "at most " + MOST_LISTENERS + " pages can listen at once; close one of them");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    try {
      events.send(call, (name, data) -> send(response, name, data));
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

  /** JSON on one line has no line end that could end the event. */
  private static void send(Response response, String name, JsonNode data) throws IOException {
    String event = "event: " + name + "\ndata: " + data + "\n\n";
    Content.Sink.write(response, false, ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)));
  }
}
