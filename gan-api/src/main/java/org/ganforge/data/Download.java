package org.ganforge.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Downloads files over HTTP, limited in size and in how long the server may stall. */
final class Download {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final DownloadListener listener;
  private final Function<URI, Duration> patience;

  /**
   * Makes a client.
   *
   * @param patience how long a source may stay silent
   */
  Download(DownloadListener listener, Function<URI, Duration> patience) {
    this.listener = listener;
    this.patience = patience;
  }

  /**
   * Downloads {@code source} to {@code target}; fails unless it is complete.
   *
   * @param mostBytes larger files are rejected
   * @throws DiskException if it cannot be written
   */
  void fetch(URI source, Path target, long mostBytes) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(source).timeout(patience.apply(source)).build();
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body();
          OutputStream out = new DiskOutput(target)) {
        if (response.statusCode() != 200) {
          throw new IOException("HTTP status " + response.statusCode());
        }
        long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (total > mostBytes) {
          throw tooLong(mostBytes);
        }
        copy(source, body, total, out, mostBytes);
      }
    } catch (HttpTimeoutException e) {
      throw stalled(source, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("download interrupted");
    }
  }

  private void copy(URI source, InputStream body, long total, OutputStream out, long mostBytes)
      throws IOException, InterruptedException {
    // The client has no timeout for a stalled body, so another thread reads it.
    ExecutorService reader = Executors.newSingleThreadExecutor(Download::daemon);
    try {
      byte[] buffer = new byte[1 << 16];
      long received = 0;
      for (int n = next(reader, source, body, buffer);
          n >= 0;
          n = next(reader, source, body, buffer)) {
        received += n;
        if (received > mostBytes) {
          throw tooLong(mostBytes);
        }
        out.write(buffer, 0, n);
        listener.onProgress(source, received, total);
      }
    } finally {
      reader.shutdownNow();
    }
  }

  private static IOException tooLong(long mostBytes) {
    return new IOException("more than " + mostBytes + " bytes");
  }

  private int next(ExecutorService reader, URI source, InputStream body, byte[] buffer)
      throws IOException, InterruptedException {
    Future<Integer> read = reader.submit(() -> body.read(buffer));
    try {
      return read.get(patience.apply(source).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw stalled(source, e);
    } catch (ExecutionException e) {
      throw new IOException("connection closed before the end", e);
    }
  }

  private IOException stalled(URI source, Exception cause) {
    return new IOException("no byte for " + patience.apply(source).toSeconds() + " seconds", cause);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ganforge-download");
    thread.setDaemon(true);
    return thread;
  }
}
