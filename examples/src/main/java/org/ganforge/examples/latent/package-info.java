/**
 * Places in the space of noise, as options of verbs and the explorer's addresses name them, and the
 * noise that they stand for.
 */
@NullMarked
package org.ganforge.examples.latent;

import org.jspecify.annotations.NullMarked;
