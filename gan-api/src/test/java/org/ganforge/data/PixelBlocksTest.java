package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of more than 2 GiB, simulated with blocks of a few bytes. */
class PixelBlocksTest {
  private static final int IMAGE = 6;

  /** Image i has the bytes i, i, ... */
  private static PixelBlocks blocks(int count, int mostBytes) {
    PixelBlocks blocks = PixelBlocks.allocate(IMAGE, count, mostBytes);
    for (int i = 0; i < count; i++) {
      byte[] image = new byte[IMAGE + 1];
      Arrays.fill(image, (byte) i);
      blocks.put(i, image, 1);
    }
    return blocks;
  }

  private static List<Integer> images(PixelBlocks blocks) {
    List<Integer> images = new ArrayList<>();
    for (ByteBuffer part : blocks.parts()) {
      assertThat(part.isReadOnly()).isTrue();
      assertThat(part.remaining() % IMAGE).isZero();
      for (int i = 0; i < part.remaining(); i += IMAGE) {
        images.add((int) part.get(i));
        assertThat(part.get(i + IMAGE - 1)).isEqualTo(part.get(i));
      }
    }
    return images;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 13, 18, 41, 42, 1000})
  void aSetIsTheSameForAnyBlocks(int mostBytes) {
    PixelBlocks blocks = blocks(7, mostBytes);
    assertThat(images(blocks)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(images(blocks.slice(2, 6))).containsExactly(2, 3, 4, 5);
    assertThat(images(blocks.slice(2, 6).slice(1, 2))).containsExactly(3);
    assertThat(blocks.slice(2, 6).get(3, 5)).isEqualTo((byte) 5);
    assertThat(images(blocks.copy(6, 0, 3))).containsExactly(6, 0, 3);
    assertThat(images(blocks.compact(0, 3, 4, 6))).containsExactly(0, 3, 4, 6);
  }

  @Test
  void noPartHasMoreThanItsBlock() {
    assertThat(blocks(7, 13).parts())
        .extracting(ByteBuffer::remaining)
        .containsExactly(12, 12, 12, 6);
    assertThat(blocks(7, 13).slice(1, 4).parts())
        .extracting(ByteBuffer::remaining)
        .containsExactly(6, 12);
  }

  @Test
  void aSetOfSeveralBlocksHasTheSameDigest() {
    TensorShape shape = TensorShape.of(1, 2, 3);
    ImageDataset one = ImageDataset.wrap("a", shape, blocks(7, 100), ClassLabels.NONE);
    ImageDataset many = ImageDataset.wrap("a", shape, blocks(7, 13), ClassLabels.NONE);
    assertThat(many.digest()).isEqualTo(one.digest());
    assertThat(many.parts()).hasSize(4);
    assertThat(many.images(ValueRange.ZERO_TO_ONE, 5))
        .isEqualTo(one.images(ValueRange.ZERO_TO_ONE, 5));
    assertThat(one.pixels().remaining()).isEqualTo(42);
    assertThat(many.pixels()).isEqualTo(one.pixels());
    assertThat(many.pixels().isReadOnly()).isTrue();
  }

  /** Uses the same 16 MiB 128 times. */
  @Test
  void noBufferHoldsTwoGigabytes() {
    TensorShape shape = TensorShape.of(4096, 4096, 1);
    PixelBlocks blocks =
        PixelBlocks.of(shape.size(), 128, Collections.nCopies(128, new byte[shape.size()]));
    assertThatThrownBy(() -> ImageDataset.wrap("a", shape, blocks, ClassLabels.NONE).pixels())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data set a: expected pixels that one buffer holds but found 128 buffers of them; ask"
                + " for its parts");
  }

  @Test
  void imagesFromAnIteratorAreCollected() {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      images.add(new byte[] {(byte) i, (byte) (2 * i)});
    }
    TensorShape shape = TensorShape.of(1, 2, 1);
    ImageDataset set = ImageDataset.of("own", shape, images.iterator());
    images.get(0)[0] = 99;
    byte[] all = new byte[10];
    set.pixels().get(all);
    assertThat(all).containsExactly(0, 0, 1, 2, 2, 4, 3, 6, 4, 8);
    byte[] target = new byte[5];
    set.copy(3, target, 1);
    assertThat(target).containsExactly(0, 3, 6, 0, 0);
    List<byte[]> wrong = List.of(new byte[2], new byte[3]);
    assertThatThrownBy(() -> ImageDataset.of("own", shape, wrong.iterator()))
        .hasMessage(
            "data set own, image 1: expected at least one image [1, 2, 1] of 2 bytes but found 3"
                + " bytes; give whole images");
    assertThatThrownBy(() -> ImageDataset.of("own", shape, List.<byte[]>of().iterator()))
        .hasMessage(
            "data set own: expected at least one image [1, 2, 1] of 2 bytes but found none; give"
                + " whole images");
  }

  @Test
  void collectingTakesMoreThanOneChunk() {
    int side = 1024;
    TensorShape shape = TensorShape.of(side, side, 3);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] image = new byte[3 * side * side];
      image[image.length - 1] = (byte) (i + 1);
      images.add(image);
    }
    ImageDataset set = ImageDataset.of("large", shape, images.iterator());
    assertThat(set.parts()).as("each in the array that it was gathered in").hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(set.pixels().get((i + 1) * 3 * side * side - 1)).isEqualTo((byte) (i + 1));
    }
  }

  @Test
  void labelsMayExceedAByte() {
    ImageDataset plain = ImageDataset.of("a", TensorShape.of(1, 1, 1), new byte[3]);
    ImageDataset many = plain.withLabels(new int[] {0, 999, 5}, List.of());
    assertThat(many.label(1)).isEqualTo(999);
    assertThat(many.ofClass(999).count()).isEqualTo(1);
    assertThat(many.digest())
        .isNotEqualTo(plain.withLabels(new int[] {0, 231, 5}, List.of()).digest());
    assertThat(plain.withLabels(new int[] {0, 231, 5}, List.of()).digest())
        .isEqualTo(plain.withLabels(new byte[] {0, (byte) 231, 5}, List.of()).digest());
    assertThatThrownBy(() -> plain.withLabels(new int[] {0, -1, 5}, List.of()))
        .hasMessage(
            "data set a: expected labels of at least 0 but found label -1 at image 1; count the"
                + " classes from 0");
  }
}
