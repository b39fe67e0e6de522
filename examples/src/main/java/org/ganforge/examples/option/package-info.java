/** Arguments and options that several verbs share. */
@NullMarked
package org.ganforge.examples.option;

import org.jspecify.annotations.NullMarked;
