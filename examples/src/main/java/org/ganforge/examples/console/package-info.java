/** What is printed, and where: results, mistakes in one line, JSON. */
@NullMarked
package org.ganforge.examples.console;

import org.jspecify.annotations.NullMarked;
