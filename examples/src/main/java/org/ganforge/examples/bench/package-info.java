/** {@code bench}: training speed on this machine, beside its theoretical limit. */
@NullMarked
package org.ganforge.examples.bench;

import org.jspecify.annotations.NullMarked;
