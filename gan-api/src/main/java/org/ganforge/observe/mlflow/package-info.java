/** MLflow's REST interface: requests, retries, and uploads in the background. */
@NullMarked
package org.ganforge.observe.mlflow;

import org.jspecify.annotations.NullMarked;
