package org.ganforge.examples.option;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.TimeLimit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a training may take. */
public final class TimeOptions {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})([smh])");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "end training after this time, such as 90s, 15m or 2h, and save a checkpoint to resume"
              + " from; default: no time limit")
  private @Nullable String time;

  /**
   * Returns a listener that ends training in time, or never if no time is given.
   *
   * @param stop ends the training
   * @throws InvalidInputException if the time is invalid
   */
  public TimeLimit limit(Runnable stop) {
    return TimeLimit.of(duration(), stop);
  }

  private Duration duration() {
    return time == null ? Duration.ofNanos(Long.MAX_VALUE) : duration(time);
  }

  /**
   * Returns the time that the option's value says.
   *
   * @throws InvalidInputException if it is invalid
   */
  public static Duration duration(String time) {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "--for",
          "a whole number of seconds, minutes or hours, such as 90s, 15m or 2h,",
          '"' + time + '"',
          "give one of these");
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** Refuses an invalid time before any work is done. */
  public void check() {
    duration();
  }
}
