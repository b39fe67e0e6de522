package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;
import org.junit.jupiter.api.Test;

class EvaluationChartTest {
  @Test
  void hasAPanelForEachMeasureAndIsWhiteElsewhere() {
    Map<Measure, List<MeasuredLine>> curves = new EnumMap<>(Measure.class);
    curves.put(Measure.DENSITY, List.of());
    for (Measure measure : List.of(Measure.FRECHET_DISTANCE, Measure.PRECISION, Measure.RECALL)) {
      curves.put(measure, List.of(MeasuredLine.of(9, 0.5, 0.9, 100, 0, "aa", "bb", "")));
    }

    BufferedImage picture = new EvaluationChart(curves).toBufferedImage();

    assertThat(picture.getWidth()).isEqualTo(2 * 640);
    assertThat(picture.getHeight()).isEqualTo(2 * 360);
    int[] empty = picture.getRGB(640, 360, 640, 360, null, 0, 640);
    assertThat(empty).containsOnly(0xffffffff);
  }
}
