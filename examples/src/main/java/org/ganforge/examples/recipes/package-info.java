/** Short programs to copy, one idea each. */
@NullMarked
package org.ganforge.examples.recipes;

import org.jspecify.annotations.NullMarked;
