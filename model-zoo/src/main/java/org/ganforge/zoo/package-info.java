/** Ready GAN specs, found by name. */
@NullMarked
package org.ganforge.zoo;

import org.jspecify.annotations.NullMarked;
