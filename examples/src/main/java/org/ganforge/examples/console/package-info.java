/** Output: results, one-line errors, JSON. */
@NullMarked
package org.ganforge.examples.console;

import org.jspecify.annotations.NullMarked;
