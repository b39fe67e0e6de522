/**
 * A small HTTP server for a page on this machine: loopback only, closed to other sites, with limits
 * on requests.
 */
@NullMarked
package org.ganforge.examples.serve.http;

import org.jspecify.annotations.NullMarked;
