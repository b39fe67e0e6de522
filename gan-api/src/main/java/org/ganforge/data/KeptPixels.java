package org.ganforge.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.CacheDirectory;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.SideFiles;
import org.jspecify.annotations.Nullable;

/**
 * Caches a stream's decoded images on disk: reading one back takes microseconds, decoding it
 * milliseconds. The file belongs to one stream and is deleted with it, by the system if the process
 * is killed. So it never holds pixels of older pictures.
 *
 * <p>If the disk is full or the folder cannot be written, images are decoded every time they are
 * drawn, which is logged once. The file is not mapped, since a full disk would then crash the
 * process, and is created only when the first image is kept.
 */
final class KeptPixels implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KeptPixels.class.getName());

  /** A fraction of the free space: checkpoints need room too. */
  private static final double MOST_OF_DISK = 0.5;

  private static final int ABSENT = 0;
  private static final int BEING_KEPT = -1;

  private final int imageBytes;
  private final Place place;
  private final Consumer<String> trouble;

  /** For each image, its index in the file plus one. */
  private final AtomicIntegerArray slots;

  private final AtomicInteger taken = new AtomicInteger();
  private volatile @Nullable FileChannel file;
  private int room;
  private volatile boolean isOver;

  /**
   * Makes an empty store.
   *
   * @param count the number of images
   * @param imageBytes the size of each
   * @param trouble called once with the reason if images cannot be kept
   */
  KeptPixels(int count, int imageBytes, Place place, Consumer<String> trouble) {
    this.imageBytes = imageBytes;
    this.place = place;
    this.trouble = trouble;
    this.slots = new AtomicIntegerArray(count);
  }

  /**
   * Returns an empty store in the library's cache.
   *
   * @param where where the images come from, for the log
   */
  static KeptPixels inCache(String where, int count, int imageBytes) {
    return new KeptPixels(
        count,
        imageBytes,
        () -> in(CacheDirectory.standard().resolve("streams")),
        reason ->
            LOG.log(
                System.Logger.Level.WARNING,
                "{0}: each picture is decoded whenever it is drawn, since pixels cannot be kept on"
                    + " the disk: {1}",
                where,
                reason));
  }

  /** Where images are kept. */
  interface Place {
    /** Opens a new file. */
    NewFile open() throws IOException;
  }

  /**
   * An empty file.
   *
   * @param free the free space on its disk, in bytes
   */
  record NewFile(FileChannel channel, long free) {}

  /** Opens a file that only this process knows, creating its folder if needed. */
  static NewFile in(Path folder) throws IOException {
    Files.createDirectories(folder);
    SideFiles.sweepOnce(folder);
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    FileStore store = Files.getFileStore(folder);
    FileAttribute<?>[] ofThisUser =
        store.supportsFileAttributeView("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path path = SideFiles.beside(folder.resolve("pixels"));
    return new NewFile(FileChannel.open(path, options, ofThisUser), store.getUsableSpace());
  }

  /** Returns an image's bytes, in an array that the caller may keep; null if it is not cached. */
  byte @Nullable [] get(int index) {
    int slot = slots.get(index);
    FileChannel from = slot > 0 ? file : null;
    if (from == null) {
      return null;
    }
    ByteBuffer image = ByteBuffer.allocate(imageBytes);
    long start = (slot - 1L) * imageBytes;
    try {
      int read = 0;
      while (image.hasRemaining() && read >= 0) {
        read = from.read(image, start + image.position());
      }
      return image.hasRemaining() ? null : image.array();
    } catch (IOException e) {
      giveUp(FileErrors.reason(e));
      return null;
    }
  }

  /** Keeps an image if there is room and it is not kept yet. */
  void put(int index, byte[] image) {
    FileChannel to = isOver ? null : file();
    if (to == null || !slots.compareAndSet(index, ABSENT, BEING_KEPT)) {
      return;
    }
    int slot = taken.incrementAndGet();
    if (slot > room) {
      taken.decrementAndGet();
      return; // no other thread need try again
    }
    ByteBuffer rest = ByteBuffer.wrap(image);
    long start = (slot - 1L) * imageBytes;
    try {
      while (rest.hasRemaining()) {
        to.write(rest, start + rest.position());
      }
      slots.set(index, slot);
    } catch (IOException e) {
      giveUp(FileErrors.reason(e));
    }
  }

  private synchronized @Nullable FileChannel file() {
    if (file == null && !isOver) {
      try {
        NewFile made = place.open();
        room = (int) Math.min(slots.length(), MOST_OF_DISK * made.free() / imageBytes);
        file = made.channel();
      } catch (IOException e) {
        giveUp(FileErrors.reason(e));
      } catch (InvalidInputException e) {
        giveUp(String.valueOf(e.getMessage()));
      }
    }
    return file;
  }

  private synchronized void giveUp(String reason) {
    if (!isOver) {
      trouble.accept(reason);
      close();
    }
  }

  /** Deletes what is kept. */
  @Override
  public synchronized void close() {
    isOver = true;
    FileChannel open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        return; // the system closes it with the process
      }
    }
  }
}
