/**
 * The contract every backend must meet: a test that implements {@link
 * org.ganforge.contract.BackendContract} checks all of it. Part of the artifact {@code gan-api}
 * with the classifier {@code tests}.
 */
package org.ganforge.contract;
