package org.ganforge.observe.mlflow;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a server needs when training starts.
 *
 * @param experiment the name of the experiment that the run belongs to
 * @param name the run's name
 * @param time in milliseconds since 1970
 * @param tags facts about the run
 * @param params its settings, which cannot change later
 * @param earlier the server's id of the run if it was trained before; null for a new one
 * @param created receives the id of a new run
 */
public record Beginning(
    String experiment,
    String name,
    long time,
    Map<String, String> tags,
    Map<String, String> params,
    @Nullable String earlier,
    Consumer<String> created) {}
