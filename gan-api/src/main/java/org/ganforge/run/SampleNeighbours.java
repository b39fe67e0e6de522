package org.ganforge.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ganforge.data.Appearance;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.NearestRows;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.AnnotatedGrid;
import org.ganforge.observe.Annotation;
import org.ganforge.observe.ImageGrid;

/**
 * Samples next to the most similar real images, to see whether a generator has memorized any.
 * Samples nearest to a training image, pixel by pixel, come first.
 *
 * @param images a row for each sample: itself, its nearest images in the network's features, and
 *     its nearest one pixel by pixel
 * @param rows a description of each row
 */
public record SampleNeighbours(FloatTensor images, List<Row> rows) {
  private static final int ROWS = 10;
  private static final int IN_FEATURES = 4;

  /** Copies the list. */
  public SampleNeighbours {
    rows = List.copyOf(rows);
  }

  /**
   * A sample and the training images most similar to it.
   *
   * @param sample its number among the samples
   * @param inFeatures the nearest of the measured images in the network's features
   * @param distances their distances, in the same order
   * @param inPixels the nearest of all training images, pixel by pixel
   * @param difference its difference, as in {@link NearestImages}
   */
  public record Row(
      int sample,
      List<Integer> inFeatures,
      List<Double> distances,
      int inPixels,
      double difference) {
    /** Copies the lists. */
    public Row {
      inFeatures = List.copyOf(inFeatures);
      distances = List.copyOf(distances);
    }

    /** Returns whether the sample is a copy of a training image. */
    public boolean isCopy() {
      return difference <= NearestImages.COPY;
    }
  }

  static SampleNeighbours of(
      RealFeatures real,
      ImageDataset learned,
      FloatTensor features,
      FloatTensor first,
      NearestImages nearest,
      ValueRange range) {
    List<Row> rows =
        IntStream.range(0, nearest.indices().size())
            .boxed()
            .sorted(Comparator.comparingDouble(nearest.differences()::get))
            .limit(ROWS)
            .map(sample -> row(sample, real, features, nearest))
            .toList();
    List<FloatTensor> images = new ArrayList<>();
    for (Row row : rows) {
      FloatTensor sample = first.slice(row.sample(), row.sample() + 1);
      images.add(sample);
      List<Integer> shown = new ArrayList<>(row.inFeatures());
      shown.add(row.inPixels());
      int[] indices = shown.stream().mapToInt(Integer::intValue).toArray();
      // A network of rows outputs rows.
      images.add(
          FloatTensor.wrap(
              sample.example(0).shape().times(indices.length),
              learned.images(range, indices).toArray()));
    }
    return new SampleNeighbours(FloatTensor.concat(images), rows);
  }

  private static Row row(
      int sample, RealFeatures real, FloatTensor features, NearestImages nearest) {
    NearestRows found =
        NearestRows.of(real.learned(), features.slice(sample, sample + 1), IN_FEATURES);
    return new Row(
        sample,
        found.indices().stream().map(real.chosen()::get).toList(),
        found.distances(),
        nearest.indices().get(sample),
        nearest.differences().get(sample));
  }

  /** Returns the picture: distances above the real images, and a red outline around copies. */
  public AnnotatedGrid grid(Appearance appearance) {
    List<Annotation> titles = new ArrayList<>();
    for (Row row : rows) {
      titles.add(marked(Annotation.titled("# " + row.sample()).withColour(Annotation.FAKE), row));
      row.distances().forEach(distance -> titles.add(real("%.1f", distance)));
      titles.add(marked(real("%.3f", row.difference()), row));
    }
    return ImageGrid.of(images, appearance)
        .withColumns(titles.size() / rows.size())
        .withAnnotations(titles);
  }

  private static Annotation real(String format, double distance) {
    return Annotation.titled(String.format(Locale.ROOT, format, distance))
        .withColour(Annotation.REAL);
  }

  private static Annotation marked(Annotation title, Row row) {
    return row.isCopy() ? title.withOutline(Annotation.FAKE) : title;
  }
}
