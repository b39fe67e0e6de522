package org.ganforge.tf;

/** The device to compute on. */
public enum Device {
  /** A GPU if TensorFlow finds one, else the CPU. */
  AUTO,
  /** The CPU; GPUs are ignored. */
  CPU,
  /** A GPU; an error if there is none. */
  GPU
}
