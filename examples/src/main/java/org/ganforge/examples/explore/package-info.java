/** The latent explorer: any picture of a checkpoint's noise, and the command that reproduces it. */
@NullMarked
package org.ganforge.examples.explore;

import org.jspecify.annotations.NullMarked;
