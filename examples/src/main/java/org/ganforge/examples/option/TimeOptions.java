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
          "end the training after this time, as in 90s, 15m or 2h, and save it, for resume to go on"
              + " from; default: no end but --steps")
  private @Nullable String time;

  /**
   * Returns what ends a training in time; never where no time is given.
   *
   * @param stop ends the training
   * @throws InvalidInputException if the time is none
   */
  public TimeLimit limit(Runnable stop) {
    return TimeLimit.of(duration(), stop);
  }

  private Duration duration() {
    if (time == null) {
      return Duration.ofNanos(Long.MAX_VALUE);
    }
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "--for",
          "a whole number of seconds, minutes or hours, as in 90s, 15m or 2h,",
          '"' + time + '"',
          "give one of these");
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** Refuses a time that is none, before anything is done. */
  public void check() {
    duration();
  }
}
