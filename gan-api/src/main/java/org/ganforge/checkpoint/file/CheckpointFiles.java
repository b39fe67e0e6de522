package org.ganforge.checkpoint.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.json.codec.CheckpointJson;
import org.ganforge.json.record.CheckpointInfo;

/**
 * The files of one checkpoint. {@code checkpoint.json} has the size and SHA-256 of each of the
 * others, and its own digest, so that damage to any byte is detected.
 */
public final class CheckpointFiles {
  private static final String INFO = "checkpoint.json";

  /** Far above any real one; keeps a wrong file from taking much memory. */
  private static final int MOST_BYTES = 1 << 20;

  private CheckpointFiles() {}

  /**
   * Writes {@code checkpoint.json} into a directory that has all other files.
   *
   * @param info makes the info to write, given the files
   */
  public static void seal(
      Path directory, Function<List<CheckpointInfo.StoredFile>, CheckpointInfo> info)
      throws IOException {
    List<CheckpointInfo.StoredFile> stored = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        stored.add(
            new CheckpointInfo.StoredFile(
                file.getFileName().toString(), Files.size(file), Digest.SHA_256.of(file)));
      }
    }
    Files.writeString(directory.resolve(INFO), CheckpointJson.write(info.apply(stored)));
  }

  /**
   * Reads every byte of a checkpoint and returns its info.
   *
   * @throws InvalidInputException if the directory is not a checkpoint or has another format, or a
   *     file is missing or has changed; the message names the file
   */
  public static CheckpointInfo verify(Path directory) {
    PlainFiles.require(directory.resolve(INFO));
    requireKnownFormat(directory);
    if (!Files.isRegularFile(directory.resolve(INFO))) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "a directory with " + INFO,
          Files.exists(directory) ? "no " + INFO : "no such directory",
          "give a directory written by save");
    }
    CheckpointInfo info = read(directory);
    for (CheckpointInfo.StoredFile file : info.files()) {
      damage(directory.resolve(file.name()), file)
          .ifPresent(
              found -> {
                throw damaged(directory, found);
              });
    }
    return info;
  }

  /**
   * Rejects a checkpoint of an unknown format, which isn't damage. Damaged and unreadable ones are
   * left to {@link #verify}.
   *
   * @throws InvalidInputException if its format is unknown; the message names it
   */
  public static void requireKnownFormat(Path directory) {
    Path file = directory.resolve(INFO);
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES) {
        CheckpointJson.requireKnownFormat(Files.readString(file));
      }
    } catch (InvalidInputException e) {
      throw e.inside("checkpoint " + file);
    } catch (IOException e) {
      // verify reads it too and reports the reason.
    }
  }

  /** Reads {@code checkpoint.json} without checking the other files. */
  public static CheckpointInfo read(Path directory) {
    Path file = directory.resolve(INFO);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw damaged(directory, INFO + " with " + Files.size(file) + " bytes");
      }
      return CheckpointJson.read(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw damaged(directory, INFO + " with changed bytes");
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    } catch (InvalidInputException e) {
      throw e.where().startsWith("$")
          ? damaged(directory, INFO + " with changed bytes, near " + e.where())
          : e;
    }
  }

  private static Optional<String> damage(Path path, CheckpointInfo.StoredFile file) {
    try {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of("no " + file.name());
      }
      if (Files.size(path) != file.bytes()) {
        return Optional.of(
            file.name() + " with " + Files.size(path) + " bytes instead of " + file.bytes());
      }
      return Digest.SHA_256.of(path).equals(file.digest())
          ? Optional.empty()
          : Optional.of(file.name() + " with changed bytes");
    } catch (IOException e) {
      return Optional.of(file.name() + " that cannot be read: " + FileErrors.reason(e));
    }
  }

  private static InvalidInputException damaged(Path directory, String found) {
    return new InvalidInputException(
        "checkpoint " + directory,
        "its files unchanged",
        found,
        "use another checkpoint, or copy this one again");
  }
}
