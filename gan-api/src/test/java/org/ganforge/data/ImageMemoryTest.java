package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class ImageMemoryTest {
  private static final TensorShape SHAPE = TensorShape.of(1024, 1024, 3);

  @Test
  void aFewImagesFitInMemoryAndTerabytesDoNot() {
    ImageMemory few = new ImageMemory("set", 2, SHAPE);
    assertThat(few.isComfortable()).isTrue();
    few.require("never said");

    ImageMemory many = new ImageMemory("set", 1 << 20, SHAPE);
    assertThat(many.isComfortable()).isFalse();
    assertThatThrownBy(() -> many.require("choose fewer"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "set: expected images that fit in Java's memory, [\\d.]+ GB, but found 1048576 images"
                + " \\[1024, 1024, 3\\], 3072\\.0 GB; choose fewer");
  }
}
