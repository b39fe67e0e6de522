package org.ganforge.checkpoint;

/**
 * Which checkpoint is the best so far.
 *
 * @param iteration after how many iterations
 * @param distance how far it was from what is aimed at; less is better
 */
public record BestCheckpoint(long iteration, double distance) {}
