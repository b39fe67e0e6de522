package org.ganforge.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ganforge.error.InvalidInputException;

/** The images in a zip file of NumPy arrays, with their labels from the same file. */
final class NpzPictures {
  private static final String SUFFIX = ".npy";

  private final Path npz;
  private final Map<String, NpyHeader> arrays;

  private NpzPictures(Path npz, Map<String, NpyHeader> arrays) {
    this.npz = npz;
    this.arrays = arrays;
  }

  /** Returns the images in a zip file; empty if it has no NumPy arrays. */
  static Optional<PictureSet> in(Path npz) throws IOException {
    Map<String, NpyHeader> arrays = new TreeMap<>();
    boolean isNumpy = false;
    try (ZipFile zip = new ZipFile(npz.toFile())) {
      List<String> names =
          zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(SUFFIX)).toList();
      isNumpy = !names.isEmpty();
      for (String name : names) {
        NpyNumbers.header(npz + " " + name, () -> zip.getInputStream(zip.getEntry(name)))
            .ifPresent(header -> arrays.put(name, header));
      }
    } catch (ZipException e) {
      if (!isNumpy) {
        return Optional.empty();
      }
      throw e;
    }
    return isNumpy ? Optional.of(new NpzPictures(npz, arrays).pictures()) : Optional.empty();
  }

  private PictureSet pictures() throws IOException {
    List<String> images =
        arrays.entrySet().stream()
            .filter(array -> NpyPictures.areImages(array.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    String name = theOne(images, "arrays of images");
    NpyHeader header = arrays.get(name);
    if (header == null) {
      throw new AssertionError(name);
    }
    return NpyPictures.of(npz + " " + name, origin(name), header, labels(header.count()), false);
  }

  /** Returns the only array, or the only training array. */
  private String theOne(List<String> names, String what) {
    List<String> train =
        names.stream().filter(name -> name.toLowerCase(Locale.ROOT).contains("train")).toList();
    List<String> chosen = train.size() == 1 ? train : names;
    if (chosen.size() != 1) {
      throw new InvalidInputException(
          npz.toString(),
          "one array of images, or one with \"train\" in its name,",
          chosen.isEmpty() ? "none" : chosen.size() + " " + what + ": " + String.join(", ", chosen),
          "save the images to learn from alone, as numpy.savez(path, images=..., labels=...) does");
    }
    return chosen.get(0);
  }

  private ClassLabels labels(int count) throws IOException {
    List<String> fitting =
        arrays.entrySet().stream()
            .filter(array -> areLabels(array.getValue(), count))
            .map(Map.Entry::getKey)
            .toList();
    if (fitting.size() != 1) {
      return ClassLabels.NONE;
    }
    String name = fitting.get(0);
    try (NpyNumbers numbers = NpyNumbers.open(npz + " " + name, origin(name))) {
      IntStream.Builder labels = IntStream.builder();
      DoubleSummaryStatistics range = new DoubleSummaryStatistics();
      numbers.read(
          count,
          number -> {
            labels.add((int) number);
            range.accept(number);
          });
      // Other numbers aren't labels.
      return range.getMin() >= 0 && range.getMax() <= Short.MAX_VALUE
          ? ClassLabels.of(labels.build().toArray(), List.of())
          : ClassLabels.NONE;
    }
  }

  private static boolean areLabels(NpyHeader header, int count) {
    boolean isFlat = header.rank() == 1 || (header.rank() == 2 && header.dims().get(1) == 1);
    return isFlat && header.isWhole() && header.count() == count;
  }

  private NpyNumbers.Origin origin(String name) {
    return () -> {
      ZipFile zip = new ZipFile(npz.toFile());
      try {
        return new Closing(zip.getInputStream(zip.getEntry(name)), zip);
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    };
  }

  /** Closes the zip file as well. */
  private static final class Closing extends FilterInputStream {
    private final ZipFile zip;

    private Closing(InputStream in, ZipFile zip) {
      super(in);
      this.zip = zip;
    }

    @Override
    public void close() throws IOException {
      super.close();
      zip.close();
    }
  }
}
