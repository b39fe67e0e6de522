package org.ganforge.contract;

/**
 * All that a backend has to do. A test of a backend implements this and says which backend it is;
 * what it need not do, exports and classifiers, is not here.
 *
 * <pre>{@code
 * class MyBackendTest implements BackendContract {
 *   @Override
 *   public GanBackend backend() {
 *     return new MyBackend();
 *   }
 * }
 * }</pre>
 */
public interface BackendContract
    extends UpdateContract, TrainingContract, UseContract, CheckpointContract, GeneratorContract {}
