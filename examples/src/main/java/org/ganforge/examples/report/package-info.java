/** {@code report}: a run's records on one self-contained page. */
@NullMarked
package org.ganforge.examples.report;

import org.jspecify.annotations.NullMarked;
