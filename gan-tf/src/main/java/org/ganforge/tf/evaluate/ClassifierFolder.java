package org.ganforge.tf.evaluate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Seeds;
import org.ganforge.internal.file.AtomicDirectory;
import org.ganforge.internal.file.FileTree;
import org.ganforge.tf.graph.ClassifierGraph;
import org.ganforge.tf.graph.ClassifierSpec;
import org.ganforge.tf.session.GraphSession;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The directory that keeps one classifier: {@code classifier.txt}, which describes it, and {@code
 * variables.*}, its weights.
 *
 * @param path the directory, named after the digest of the data and, since another version of the
 *     library may train another network on the same data, a digest of the spec and of the kinds of
 *     outliers
 * @param about the expected text of {@code classifier.txt}
 */
record ClassifierFolder(Path path, String about) {
  private static final String ABOUT = "classifier.txt";

  static ClassifierFolder of(Path cache, String digest, ClassifierSpec spec) {
    String training = spec + "\noutliers " + Arrays.toString(Outlier.values());
    String version = HexFormat.of().toHexDigits(Seeds.derive(0, training));
    return new ClassifierFolder(
        cache.resolve(digest + "-" + version), "data " + digest + "\n" + training + "\n");
  }

  /**
   * Sets the session's weights to those kept here. TensorFlow checks their checksums.
   *
   * @return false if there are none, or they belong to another network or are damaged
   */
  boolean restore(GraphSession<ClassifierGraph> session) {
    if (!isThere()) {
      return false;
    }
    try {
      session.restore(path);
      return true;
    } catch (TensorFlowException damaged) {
      return false;
    }
  }

  private boolean isThere() {
    try {
      return GraphSession.isSavedIn(path) && Files.readString(path.resolve(ABOUT)).equals(about);
    } catch (IOException missingOrDamaged) {
      return false;
    }
  }

  /**
   * Replaces the directory, whole or not at all.
   *
   * @param training writes the weights into a directory
   */
  void write(AtomicDirectory.Content training) {
    try {
      FileTree.delete(path);
      AtomicDirectory.write(
          path,
          side -> {
            Files.writeString(side.resolve(ABOUT), about);
            training.writeTo(side);
          });
    } catch (IOException e) {
      // Another process trained the same classifier meanwhile; use its weights.
      if (!isThere()) {
        throw unwritable(e);
      }
    }
  }

  private InvalidInputException unwritable(IOException cause) {
    InvalidInputException error =
        new InvalidInputException(
            "classifier cache " + path.getParent(),
            "a folder that can be written",
            reason(cause),
            "free space there, correct the permissions, or set GANFORGE_HOME to another folder");
    error.addSuppressed(cause);
    return error;
  }

  /** Returns the file system's or TensorFlow's reason, in one line. */
  private static String reason(IOException cause) {
    String said =
        cause instanceof FileSystemException refused ? refused.getReason() : cause.getMessage();
    return said == null
        ? cause.getClass().getSimpleName()
        : said.lines().findFirst().orElse("").strip();
  }
}
