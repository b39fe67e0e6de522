package org.ganforge.plain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.contract.BackendContract;
import org.ganforge.contract.ContractGans;
import org.ganforge.error.InvalidInputException;
import org.ganforge.optimizer.RMSprop;
import org.junit.jupiter.api.Test;

/** A backend without TensorFlow fulfils the contract of all backends. */
class PlainBackendTest implements BackendContract {
  @Override
  public GanBackend backend() {
    return new PlainBackend();
  }

  @Test
  void refusesWhatItDoesNotCompute() {
    Gan gan = ContractGans.adam().withGeneratorOptimizer(RMSprop.of());
    assertThatThrownBy(() -> backend().open(gan).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "optimizer "
                + RMSprop.of()
                + ": expected what the plain backend computes but found something else; use"
                + " another backend");
    assertThatThrownBy(() -> backend().readKeras(Path.of("model.keras")))
        .isInstanceOf(InvalidInputException.class);
  }
}
