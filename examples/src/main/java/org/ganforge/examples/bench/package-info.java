/** {@code bench}: how fast models train here, beside how fast they could. */
@NullMarked
package org.ganforge.examples.bench;

import org.jspecify.annotations.NullMarked;
