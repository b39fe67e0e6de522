/**
 * The generator's input explored: walks between noise vectors, and arithmetic with them. Pure
 * functions; what they return goes to a trainer's {@code generate}.
 */
@NullMarked
package org.ganforge.latent;

import org.jspecify.annotations.NullMarked;
