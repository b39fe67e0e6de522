package org.ganforge.layer;

/** A layer that makes one output of two inputs or more. It has no weights. */
public sealed interface MergeLayer extends Layer permits Add, Concatenate, Multiply {}
