/**
 * The generator's input explored: walks between noise vectors, arithmetic with them, steps along
 * principal directions, truncation. Pure functions; what they return goes to a generator's {@code
 * generate}.
 */
@NullMarked
package org.ganforge.latent;

import org.jspecify.annotations.NullMarked;
