/** The command line: one class per verb. */
@NullMarked
package org.ganforge.examples;

import org.jspecify.annotations.NullMarked;
