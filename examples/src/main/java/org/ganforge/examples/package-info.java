/** The command line, one class a verb; {@link org.ganforge.examples.Main} is the door. */
@NullMarked
package org.ganforge.examples;

import org.jspecify.annotations.NullMarked;
