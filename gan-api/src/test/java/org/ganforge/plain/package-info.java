/**
 * A second backend, in plain Java and double precision: Dense networks, SGD and Adam, binary
 * cross-entropy. It shows that nothing in the API is TensorFlow's, and it is an independent opinion
 * on TensorFlow's numbers.
 */
package org.ganforge.plain;
