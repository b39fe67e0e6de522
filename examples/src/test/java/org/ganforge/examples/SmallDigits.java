package org.ganforge.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;

/**
 * Digits of 14 x 14 pixels in MNIST's files, which a classifier learns in seconds, and a GAN for
 * them.
 *
 * @param files the folder of the images
 * @param spec the file of the GAN
 */
record SmallDigits(Path files, Path spec) {
  static final int TRAIN = 300;
  static final int TEST = 500;

  private static final int SIDE = 14;

  /** Writes the images and the spec into a folder. */
  static SmallDigits in(Path folder) {
    return in(folder, TRAIN);
  }

  /** Writes this many images to learn from. */
  static SmallDigits in(Path folder, int train) {
    try {
      Path files = Files.createDirectories(folder.resolve("digits"));
      write(files, "train", HandwrittenDigits.of(train, 0));
      write(files, "t10k", HandwrittenDigits.of(TEST, 1));
      return new SmallDigits(files, Files.writeString(folder.resolve("tiny.json"), json()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String json() {
    return TinySpec.JSON
        .replace("\"size\": 4", "\"size\": 2")
        .replace("[28, 28, 1]", "[14, 14, 1]")
        .replace("\"digits\", \"first\": 200", "\"mnist\"");
  }

  /** Trains the GAN. */
  CommandRun train(Path run, Object... options) {
    return train(spec, run, options);
  }

  /** Trains another GAN on the images. */
  CommandRun train(Path otherSpec, Path run, Object... options) {
    List<Object> words =
        new ArrayList<>(List.of("train", otherSpec, "--data", files, "--run", run));
    words.addAll(Arrays.asList(options));
    return CommandRun.of(words.toArray());
  }

  private static void write(Path folder, String part, ImageDataset digits) throws IOException {
    int count = digits.count();
    ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
    images.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    byte[] digit = new byte[4 * SIDE * SIDE];
    for (int i = 0; i < count; i++) {
      digits.copy(i, digit, 0);
      putHalved(digit, images);
      labels.put((byte) digits.label(i));
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  /** Each pixel is the mean of four. */
  private static void putHalved(byte[] digit, ByteBuffer images) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = 2 * y * 2 * SIDE + 2 * x;
        int sum = 0;
        for (int neighbour : new int[] {at, at + 1, at + 2 * SIDE, at + 2 * SIDE + 1}) {
          sum += digit[neighbour] & 0xff;
        }
        images.put((byte) (sum / 4));
      }
    }
  }
}
