package org.ganforge.internal;

import java.nio.charset.StandardCharsets;

/**
 * Seeds derived from one run seed and a stable name. Two names give unrelated streams, so a new
 * consumer of randomness never shifts the numbers of the others.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * Returns the 64-bit seed of the stream {@code name} under {@code seed}: FNV-1a over the name,
   * mixed by SplitMix64.
   */
  public static long derive(long seed, String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(mix(seed) ^ hash);
  }

  /** SplitMix64's finalizer (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
