/**
 * The life of a run: {@link org.ganforge.run.Run} trains into a directory, resumes to the bit, and
 * samples, evaluates and exports what was trained. What happens is told as {@link
 * org.ganforge.run.RunEvent}s; nothing is printed.
 */
@NullMarked
package org.ganforge.run;

import org.jspecify.annotations.NullMarked;
