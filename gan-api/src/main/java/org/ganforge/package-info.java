/**
 * The door: {@link org.ganforge.Sequential} (a network), {@link org.ganforge.Gan} (the whole spec),
 * {@link org.ganforge.GanTrainer} (what trains it) and {@link org.ganforge.GanBackend} (who makes
 * one).
 */
@NullMarked
package org.ganforge;

import org.jspecify.annotations.NullMarked;
