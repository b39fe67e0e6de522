/**
 * What every backend has to do: a test that implements {@link
 * org.ganforge.contract.BackendContract} plays all of it. It is part of the artefact {@code
 * gan-api} with the classifier {@code tests}.
 */
package org.ganforge.contract;
