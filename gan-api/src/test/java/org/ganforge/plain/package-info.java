/**
 * A second backend, in plain Java and double precision: Dense networks, SGD and Adam, binary
 * cross-entropy. It shows that the API does not depend on TensorFlow, and independently checks
 * TensorFlow's numbers.
 */
package org.ganforge.plain;
