package org.ganforge.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentMovesTest {
  private static LatentMoves read(String text) {
    return LatentMoves.read("--move", text, ",");
  }

  /** Its principal directions are the second coordinate and then the first. */
  private static PrincipalDirections directions() {
    Sequential generator =
        Sequential.builder("generator").input(2).add(Dense.of(2).withName("dense")).build();
    FloatTensor kernel = FloatTensor.of(TensorShape.of(2, 2), 1, 0, 0, 3);
    return PrincipalDirections.of(generator, Map.of("dense/kernel", kernel), 0);
  }

  @Test
  void addUpAlongDirectionsAndCoordinates() {
    FloatTensor noise = FloatTensor.of(TensorShape.of(2, 2), 1, 2, 3, 4);

    assertThat(read("pc1=2.5,z0=-0.5,pc2=1").from(noise, LatentMovesTest::directions).toArray())
        .containsExactly(1.5f, 4.5f, 3.5f, 6.5f);
    assertThat(LatentMoves.none().from(noise, LatentMovesTest::directions)).isSameAs(noise);
  }

  @Test
  void areReadInAnyOrderAndWrittenInOne() {
    LatentMoves moves = read("z7=0.4, pc3=-1,pc1=2.50,z2=0,pc2=0.001");

    assertThat(moves).hasToString("pc1=2.5,pc2=0.001,pc3=-1,z7=0.4");
    assertThat(moves.text("+")).isEqualTo("pc1=2.5+pc2=0.001+pc3=-1+z7=0.4");
    assertThat(read(moves.toString())).isEqualTo(moves);
    assertThat(read("")).isEqualTo(LatentMoves.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pc1", "pc1=", "x1=2", "pc=2", "pc1=1e3", "z-1=2", "pc1=2;z1=1", "z1=NaN"})
  void refuseAnythingElse(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--move: expected moves such as pc1=2.5,z7=-0.4 but found \""
                + text
                + "\"; name a direction, pc1 for the first principal one or z0 for the first"
                + " coordinate, then = and a decimal number");
  }

  @Test
  void refuseToMoveTwiceAlongOne() {
    assertThatThrownBy(() -> read("pc1=2,pc01=3"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--move: expected one move along each direction but found pc1 twice; add the two"
                + " steps");
  }

  @Test
  void refuseMoreThanAnyNoiseNeeds() {
    String moves =
        IntStream.rangeClosed(0, 4096)
            .mapToObj(i -> "z" + i + "=1")
            .collect(Collectors.joining(","));
    assertThatThrownBy(() -> read(moves))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--move: expected at most 4096 moves but found more; leave some out");
  }

  @Test
  void refuseWhatTheNoiseDoesNotHave() {
    FloatTensor noise = FloatTensor.of(TensorShape.of(2), 1, 2);
    assertThatThrownBy(() -> read("pc3=1").from(noise, LatentMovesTest::directions))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("move pc3=1: expected pc1 to pc2 but found pc3; choose one of them");
    assertThatThrownBy(() -> read("z2=1").from(noise, LatentMovesTest::directions))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("move z2=1: expected z0 to z1 but found z2; choose one of them");
  }
}
