/** Distributions of the generator's input. */
@NullMarked
package org.ganforge.noise;

import org.jspecify.annotations.NullMarked;
