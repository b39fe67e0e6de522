/**
 * Places in the noise space, as named by options of verbs and by the explorer's addresses, and
 * their noise.
 */
@NullMarked
package org.ganforge.examples.latent;

import org.jspecify.annotations.NullMarked;
