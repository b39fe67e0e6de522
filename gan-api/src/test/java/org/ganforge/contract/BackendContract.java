package org.ganforge.contract;

/**
 * Everything a backend must do. A backend's test implements this interface and supplies the
 * backend; optional features, exports and classifiers, are not included.
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
