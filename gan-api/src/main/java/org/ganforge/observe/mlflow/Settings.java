package org.ganforge.observe.mlflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.ganforge.Gan;
import org.jspecify.annotations.Nullable;

/**
 * How a training is logged.
 *
 * @param server the tracking server's address
 * @param gan what is trained
 * @param experiment the name of the experiment that the run belongs to
 * @param directory the run's; null without one
 * @param authorization the header of that name; null for none
 * @param every the number of iterations between those that are logged
 * @param warnings receives failures, in one line
 * @param pace how often to send
 */
public record Settings(
    URI server,
    Gan gan,
    String experiment,
    @Nullable Path directory,
    @Nullable String authorization,
    long every,
    Consumer<String> warnings,
    Uploads.Pace pace) {}
