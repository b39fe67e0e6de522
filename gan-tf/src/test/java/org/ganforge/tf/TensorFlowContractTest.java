package org.ganforge.tf;

import org.ganforge.GanBackend;
import org.ganforge.contract.BackendContract;

/** TensorFlow fulfils the contract of every backend. */
class TensorFlowContractTest implements BackendContract {
  @Override
  public GanBackend backend() {
    return TensorFlowBackend.of(TensorFlowOptions.of().withIntraOpThreads(1).withInterOpThreads(1));
  }
}
