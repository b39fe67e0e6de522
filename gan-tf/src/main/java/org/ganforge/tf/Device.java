package org.ganforge.tf;

/** What computes. */
public enum Device {
  /** A GPU where TensorFlow finds one, else the CPU. */
  AUTO,
  /** The CPU; GPUs are left alone. */
  CPU,
  /** A GPU, or an error where there is none. */
  GPU
}
