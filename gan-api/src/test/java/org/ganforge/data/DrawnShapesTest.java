package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class DrawnShapesTest {
  private static final ImageDataset SHAPES = DrawnShapes.of(500, 7);

  @Test
  void areColouredImagesOfTenClasses() {
    assertThat(SHAPES).hasToString("shapes: 500 images [64, 64, 3]");
    assertThat(SHAPES.classNames())
        .containsExactly("circle", "ring", "square", "triangle", "star", "A", "E", "H", "T", "X");
  }

  @Test
  void areTheSameBytesOnEveryMachine() {
    assertThat(SHAPES.digest())
        .isEqualTo("02253da5260d71088830db4d92574fce8c12171a6e3970c59afd145410d56609");
  }

  @Test
  void haveAnySize() {
    assertThat(DrawnShapes.of(48, 100, 20, 7)).hasToString("shapes: 20 images [48, 100, 3]");
  }

  @Test
  void dependOnlyOnSeedAndPosition() {
    assertThat(DrawnShapes.of(90, 7).digest()).isEqualTo(SHAPES.first(90).digest());
    assertThat(DrawnShapes.of(500, 8).digest()).isNotEqualTo(SHAPES.digest());
  }

  @Test
  void showEveryClassEquallyOften() {
    for (int shape = 0; shape < 10; shape++) {
      assertThat(SHAPES.ofClass(shape).count()).isEqualTo(50);
    }
  }

  @Test
  void areAllDifferent() {
    Set<ByteBuffer> images = new HashSet<>();
    int size = SHAPES.imageShape().size();
    for (int i = 0; i < SHAPES.count(); i++) {
      images.add(SHAPES.pixels().slice(i * size, size));
    }
    assertThat(images).hasSize(500);
  }

  /** The paper's shade changes by at most a sixth from top to bottom; ink differs by more. */
  @Test
  void standOutFromTheirPaperAndLieWhollyOnIt() {
    for (int i = 0; i < SHAPES.count(); i++) {
      ShapeMask mask = ShapeMask.of(SHAPES, i);
      assertThat(mask.share()).as("image %s", i).isBetween(0.05, 0.5);
      assertThat(mask.touchesTheRim()).as("image %s", i).isFalse();
    }
  }

  @Test
  void canBeToldApartByTheirOutlines() {
    ImageDataset others = DrawnShapes.of(500, 8);
    List<BitSet> known = masks(SHAPES);
    List<BitSet> asked = masks(others);
    int right = 0;
    for (int i = 0; i < asked.size(); i++) {
      BitSet mask = asked.get(i);
      int nearest =
          IntStream.range(0, known.size())
              .boxed()
              .min(Comparator.comparing(k -> differing(mask, known.get(k))))
              .orElseThrow();
      right += SHAPES.label(nearest) == others.label(i) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(475);
  }

  private static List<BitSet> masks(ImageDataset images) {
    return IntStream.range(0, images.count())
        .mapToObj(i -> ShapeMask.of(images, i).boxed())
        .toList();
  }

  private static int differing(BitSet one, BitSet other) {
    BitSet differences = (BitSet) one.clone();
    differences.xor(other);
    return differences.cardinality();
  }

  @Test
  void rejectImagesWithoutASide() {
    assertThatThrownBy(() -> DrawnShapes.of(0, 64, 10, 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("height: expected a whole number of at least 1 but found 0; give 1 or more");
    assertThatThrownBy(() -> DrawnShapes.of(64, 0, 10, 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("width: expected a whole number of at least 1 but found 0; give 1 or more");
    assertThatThrownBy(() -> DrawnShapes.of(0, 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("count: expected a whole number of at least 1 but found 0; give 1 or more");
  }
}
