package org.ganforge.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentWalkTest {
  private final Random random = new Random(11);

  @Test
  void walksTheDiagonalFromMinusOneInTenStepsOfAFifth() {
    FloatTensor walk = LatentWalk.diagonal(100);
    assertThat(walk.shape()).isEqualTo(TensorShape.of(10, 100));
    float[] expected = {-1, -0.8f, -0.6f, -0.4f, -0.2f, 0, 0.2f, 0.4f, 0.6f, 0.8f};
    for (int i = 0; i < 1000; i++) {
      assertThat(walk.get(i)).isCloseTo(expected[i / 100], within(1e-7f));
    }
  }

  @Test
  void walksAnyDiagonal() {
    assertThat(LatentWalk.diagonal(2, 3, 0.5, -0.25).toArray())
        .containsExactly(0.5f, 0.5f, 0.25f, 0.25f, 0, 0);
    assertThat(LatentWalk.diagonal(1, 1, 7, 5).toArray()).containsExactly(7);
  }

  @Test
  void walksAStraightLineInEqualSteps() {
    FloatTensor walk = LatentWalk.linear(vector(0, 8), vector(4, -8), 5);
    assertThat(walk.toArray()).containsExactly(0, 8, 1, 4, 2, 0, 3, -4, 4, -8);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10})
  void startsAndEndsExactlyAtTheVectors(int steps) {
    FloatTensor a = gaussian(100);
    FloatTensor b = gaussian(100);
    for (FloatTensor walk :
        new FloatTensor[] {LatentWalk.linear(a, b, steps), LatentWalk.spherical(a, b, steps)}) {
      assertThat(walk.shape()).isEqualTo(TensorShape.of(steps, 100));
      assertThat(walk.example(0)).isEqualTo(a);
      assertThat(walk.example(steps - 1)).isEqualTo(b);
    }
  }

  @Test
  void aPointOfAWalkIsThatOfItsStep() {
    FloatTensor a = gaussian(20);
    FloatTensor b = gaussian(20);
    FloatTensor line = LatentWalk.linear(a, b, 5);
    FloatTensor arc = LatentWalk.spherical(a, b, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(LatentWalk.linearAt(a, b, i / 4.0)).isEqualTo(line.slice(i, i + 1));
      assertThat(LatentWalk.sphericalAt(a, b, i / 4.0)).isEqualTo(arc.slice(i, i + 1));
    }
    assertThatThrownBy(() -> LatentWalk.linearAt(a, b, 1.25))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's share of the way: expected a number from 0 to 1 but found 1.25; choose one in"
                + " that range");
  }

  @Test
  void goesAQuarterOfACircleByEqualAngles() {
    FloatTensor walk = LatentWalk.spherical(vector(2, 0), vector(0, 2), 4);
    for (int i = 0; i < 4; i++) {
      assertThat(walk.get(2 * i)).isCloseTo((float) (2 * Math.cos(i * Math.PI / 6)), within(1e-6f));
      assertThat(walk.get(2 * i + 1))
          .isCloseTo((float) (2 * Math.sin(i * Math.PI / 6)), within(1e-6f));
    }
  }

  @Test
  void turnsByTheSameAngleAndChangesTheNormByTheSameAmountAtEachStep() {
    FloatTensor a = gaussian(100);
    FloatTensor b = LatentVectors.plus(gaussian(100), gaussian(100));
    FloatTensor walk = LatentWalk.spherical(a, b, 9);
    double whole = Math.acos(dot(a, b) / (norm(a) * norm(b)));
    for (int i = 0; i < 9; i++) {
      FloatTensor step = walk.example(i);
      assertThat(norm(step)).isCloseTo(norm(a) + i / 8.0 * (norm(b) - norm(a)), within(1e-5));
      double angle = Math.acos(Math.min(1, dot(a, step) / (norm(a) * norm(step))));
      assertThat(angle).isCloseTo(i / 8.0 * whole, within(1e-3));
    }
  }

  @Test
  void staysOnTheSphereWhichTheStraightLineLeaves() {
    FloatTensor a = vector(3, 4);
    FloatTensor b = vector(-4, 3);
    assertThat(norm(LatentWalk.spherical(a, b, 3).example(1))).isCloseTo(5, within(1e-6));
    assertThat(norm(LatentWalk.linear(a, b, 3).example(1)))
        .isCloseTo(Math.sqrt(12.5), within(1e-6));
  }

  @Test
  void walksStraightBetweenVectorsOfOneDirection() {
    FloatTensor walk = LatentWalk.spherical(vector(1, 2), vector(3, 6), 3);
    assertThat(walk.toArray()).containsExactly(1, 2, 2, 4, 3, 6);
  }

  @Test
  void takesVectorsWithABatchDimension() {
    FloatTensor a = FloatTensor.of(TensorShape.of(1, 2), 3, 4);
    assertThat(LatentWalk.linear(a, vector(5, 0), 2).toArray()).containsExactly(3, 4, 5, 0);
  }

  @Test
  void refusesAnArcBetweenOppositeVectors() {
    FloatTensor a = gaussian(100);
    FloatTensor opposite = LatentVectors.minus(LatentVectors.minus(a, a), a);
    assertThatThrownBy(() -> LatentWalk.spherical(a, opposite, 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's end: expected a direction that is not opposite to the start's, so that there is"
                + " one shortest arc but found the opposite one; walk linearly, or via a third"
                + " vector");
    assertThat(norm(LatentWalk.linear(a, opposite, 3).example(1))).isZero();
  }

  @Test
  void refusesAnArcFromOrToZero() {
    String rest =
        ": expected a vector with a direction but found zero;"
            + " walk linearly, or choose another vector";
    assertThatThrownBy(() -> LatentWalk.spherical(vector(0, 0), vector(1, 1), 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("walk's start" + rest);
    assertThatThrownBy(() -> LatentWalk.spherical(vector(1, 1), vector(0, 0), 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("walk's end" + rest);
  }

  @Test
  void refusesLessThanTwoStepsBetweenVectors() {
    assertThatThrownBy(() -> LatentWalk.linear(vector(1), vector(2), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's steps: expected a whole number of at least 2, for the start and the end"
                + " but found 1; give 2 or more");
  }

  @Test
  void refusesVectorsOfTwoLengths() {
    assertThatThrownBy(() -> LatentWalk.linear(vector(1, 2), vector(1, 2, 3), 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's end: expected a vector of the start's length 2 but found one of 3;"
                + " take vectors of the same generator");
  }

  @Test
  void refusesABatchOfSeveralVectors() {
    FloatTensor batch = FloatTensor.of(TensorShape.of(2, 1), 1, 2);
    assertThatThrownBy(() -> LatentWalk.spherical(batch, vector(1), 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's start: expected one vector [length] or [1, length] but found [2, 1];"
                + " take one of a batch with example(i)");
  }

  @Test
  void refusesWhatIsNotANumber() {
    assertThatThrownBy(() -> LatentWalk.linear(vector(1), vector(Float.NaN), 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("walk's end: expected a finite number but found NaN; give a finite number");
    assertThatThrownBy(() -> LatentWalk.diagonal(1, 2, 0, Double.POSITIVE_INFINITY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's end: expected a finite number but found Infinity; give a finite number");
  }

  @Test
  void refusesADiagonalWithoutStepsOrLength() {
    assertThatThrownBy(() -> LatentWalk.diagonal(1, 0, 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's steps: expected a whole number of at least 1 but found 0; give 1 or more");
    assertThatThrownBy(() -> LatentWalk.diagonal(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "walk's length: expected a whole number of at least 1 but found 0; give 1 or more");
  }

  private FloatTensor gaussian(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return vector(values);
  }

  private static FloatTensor vector(float... values) {
    return FloatTensor.of(TensorShape.of(values.length), values);
  }

  private static double dot(FloatTensor a, FloatTensor b) {
    double sum = 0;
    for (int i = 0; i < a.shape().size(); i++) {
      sum += (double) a.get(i) * b.get(i);
    }
    return sum;
  }

  private static double norm(FloatTensor a) {
    return Math.sqrt(dot(a, a));
  }
}
