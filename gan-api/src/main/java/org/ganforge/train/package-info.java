/**
 * The training plan, its schedules as pure functions of the history, and the events a run emits.
 */
@NullMarked
package org.ganforge.train;

import org.jspecify.annotations.NullMarked;
