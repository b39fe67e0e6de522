package org.ganforge.examples.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns picocli's errors into this project's error messages. */
final class UsageMistake {
  private UsageMistake() {}

  static InvalidInputException of(ParameterException e) {
    if (e.getCause() instanceof InvalidInputException mistake) {
      return mistake;
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(e.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    if (e instanceof MissingParameterException missing) {
      return missing(e.getCommandLine(), missing.getMissing());
    }
    if (e instanceof OverwrittenOptionException twice) {
      return new InvalidInputException(
          name(twice.getOverwritten()), "one value", "two", "give the option once");
    }
    ArgSpec argument = e.getArgSpec();
    if (argument != null && e.getValue() != null) {
      return wrongValue(argument, e.getValue());
    }
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new InvalidInputException(
        place(e.getCommandLine()), "a valid command line", said, "correct it");
  }

  private static InvalidInputException unmatched(CommandLine line, String word) {
    boolean program = line.getParent() == null;
    if (word.startsWith("-")) {
      List<OptionSpec> all = line.getCommandSpec().options();
      List<String> options = all.stream().flatMap(o -> Stream.of(o.names())).toList();
      List<String> shown =
          all.stream().filter(o -> !o.hidden()).map(OptionSpec::longestName).sorted().toList();
      return new InvalidInputException(
          place(line),
          program ? "a verb or an option" : "an option of this verb",
          word,
          Nearest.didYouMeanAmong(word, options, "there are " + String.join(", ", shown)));
    }
    if (program) {
      List<String> verbs = List.copyOf(line.getSubcommands().keySet());
      return new InvalidInputException(
          "verb",
          "one of " + String.join(", ", verbs),
          quote(word),
          Nearest.didYouMean(word, verbs, "choose one of them"));
    }
    return new InvalidInputException(
        place(line), "no further argument", quote(word), "leave it out");
  }

  private static InvalidInputException missing(CommandLine line, List<ArgSpec> arguments) {
    ArgSpec first = arguments.get(0);
    if (first.isOption() && !first.required()) {
      return new InvalidInputException(
          name(first), "a value, " + first.paramLabel() + ",", "none", "give one after it");
    }
    String all = arguments.stream().map(UsageMistake::name).collect(Collectors.joining(" and "));
    return new InvalidInputException(place(line), all, "nothing", "give " + first.description()[0]);
  }

  private static InvalidInputException wrongValue(ArgSpec argument, String value) {
    Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
    if (type == Integer.class || type == int.class) {
      String digits = "-?\\d+";
      return value.matches(digits)
          ? new InvalidInputException(
              name(argument), "a whole number up to 2147483647", value, "give a smaller one")
          : new InvalidInputException(
              name(argument), "a whole number", quote(value), "write it in digits");
    }
    if (type == Long.class || type == long.class) {
      return new InvalidInputException(
          name(argument), "a whole number", quote(value), "write it in at most 18 digits");
    }
    if (type.isEnum()) {
      List<String> known =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .toList();
      return new InvalidInputException(
          name(argument),
          "one of " + String.join(", ", known),
          quote(value),
          Nearest.didYouMean(value, known, "choose one of them"));
    }
    return new InvalidInputException(
        name(argument), "a value, " + argument.paramLabel() + ",", quote(value), "correct it");
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String place(CommandLine line) {
    return line.getParent() == null ? "command line" : line.getCommandName();
  }

  private static String quote(String word) {
    return '"' + word + '"';
  }
}
