package org.ganforge.checkpoint;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.FileTree;
import org.ganforge.internal.file.PlainFiles;

/**
 * A private copy of a checkpoint, which a concurrent training process cannot delete. All files are
 * opened before the first is read: an open file can be read to its end even if it is deleted.
 *
 * @param source the copied checkpoint
 * @param directory where the copy is, until it is closed
 */
record CheckpointCopy(SavedCheckpoint source, Path directory) implements AutoCloseable {
  private static final int MOST_TRIES = 20;

  /**
   * Copies the newest intact checkpoint.
   *
   * @throws InvalidInputException if there is none, or it cannot be copied
   */
  static CheckpointCopy ofNewest(Checkpoints checkpoints) {
    InvalidInputException mistake = checkpoints.none();
    boolean isGone = true;
    for (int tries = 0; isGone && tries < MOST_TRIES; tries++) {
      List<Path> all = checkpoints.all();
      isGone = all.isEmpty(); // one may be about to replace another
      for (Path checkpoint : all) {
        try {
          return of(checkpoint);
        } catch (NoSuchFileException e) {
          isGone = true; // it was deleted meanwhile, so there is a newer one
          break;
        } catch (InvalidInputException e) {
          mistake = e;
          if (!Files.isDirectory(checkpoint)) {
            isGone = true;
            break;
          }
        } catch (IOException e) {
          throw FileErrors.unreadable(checkpoint, e);
        }
      }
    }
    throw mistake;
  }

  private static CheckpointCopy of(Path checkpoint) throws IOException {
    Path copy = Files.createTempDirectory("ganforge-checkpoint");
    try {
      copy(checkpoint, copy);
      return new CheckpointCopy(Checkpoints.named(checkpoint, CheckpointFiles.verify(copy)), copy);
    } catch (IOException | RuntimeException e) {
      delete(copy);
      throw e;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Map<String, FileChannel> open = new LinkedHashMap<>();
    try {
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = file.getFileName().toString();
          open.put(name, PlainFiles.open(file, StandardOpenOption.READ));
        }
      }
      for (Map.Entry<String, FileChannel> file : open.entrySet()) {
        Files.copy(Channels.newInputStream(file.getValue()), to.resolve(file.getKey()));
      }
    } finally {
      for (FileChannel channel : open.values()) {
        channel.close();
      }
    }
  }

  private static void delete(Path directory) {
    try {
      FileTree.delete(directory);
    } catch (IOException e) {
      return; // the system will clean up its temporary files
    }
  }

  @Override
  public void close() {
    delete(directory);
  }
}
