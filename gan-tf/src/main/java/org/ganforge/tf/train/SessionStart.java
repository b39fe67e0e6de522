package org.ganforge.tf.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.tf.graph.DatasetVariable;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.LabelBytes;
import org.ganforge.tf.session.GraphSession;
import org.jspecify.annotations.Nullable;

/**
 * Gives a session its first variables and its images.
 *
 * @param images the images to train on; null if every batch will be given
 */
record SessionStart(GraphSession<GanGraph> session, @Nullable ImageSource images) {
  /** Starts with first weights. */
  void first() {
    session.initialize();
    fill();
  }

  /**
   * Moves all state to a new session. In the old one a failed step has disabled every collective
   * for good, though nothing else.
   */
  void again() {
    try {
      Path directory = Files.createTempDirectory("ganforge-state");
      try {
        session.save(directory);
        session.restart();
        fill();
        session.restore(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() {
    if (images == null) {
      return;
    }
    if (images instanceof ImageDataset memory) {
      session.fill(session.graph().images(), memory.parts());
    }
    DatasetVariable labels = session.graph().labels();
    if (labels != null) {
      session.fill(labels, List.of(LabelBytes.of(images)));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
