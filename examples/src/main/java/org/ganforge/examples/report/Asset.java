package org.ganforge.examples.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A script or a style sheet of the page, our own or a library's.
 *
 * @param text its content
 */
public record Asset(String text) {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** Returns a file of the report, {@code curves.js} or another. */
  public static Asset own(String name) {
    return of(Asset.class, name);
  }

  /** Returns a file of the charting library. */
  public static Asset uplot(String name) {
    return of(Asset.class, UPLOT + name);
  }

  /**
   * Returns a file of this program.
   *
   * @param beside a class of the same package
   */
  public static Asset of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + name);
      }
      return new Asset(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** Returns a script that begins with this module, whose functions need no import there. */
  Asset followedBy(Asset script) {
    return new Asset(text.replace("\nexport ", "\n") + "\n\n" + script.text);
  }

  /** Returns its source expression in a Content-Security-Policy: {@code 'sha256-...'}. */
  String source() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
