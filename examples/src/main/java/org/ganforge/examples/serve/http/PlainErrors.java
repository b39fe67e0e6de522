package org.ganforge.examples.serve.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests that Jetty itself refuses, in the form of all other answers. */
final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Answer answer = answer(code, message);
    SecurityHeaders.ALL.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  private static Answer answer(int status, @Nullable String reason) {
    String why = reason == null ? "status " + status : reason;
    return status >= 500
        ? Refusal.of(status, "server", "an answer", why, RouteHandler.WAY_OUT).answer()
        : Refusal.of(
                status,
                "request",
                "one that a browser sends",
                why,
                "open the address that the terminal shows")
            .answer();
  }
}
