/**
 * The command line: {@link org.ganforge.examples.Main} is the entry point, each verb has a class,
 * and each group of verbs a package.
 */
@NullMarked
package org.ganforge.examples;

import org.jspecify.annotations.NullMarked;
