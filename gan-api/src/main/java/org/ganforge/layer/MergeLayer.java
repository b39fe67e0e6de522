package org.ganforge.layer;

/** A layer that combines two or more inputs into one output. It has no weights. */
public sealed interface MergeLayer extends Layer permits Add, Concatenate, Multiply {}
