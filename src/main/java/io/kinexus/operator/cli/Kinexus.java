package io.kinexus.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line as a whole. */
@Command(
        name = "kinexus",
        description = "An operator for AWS ECS: files in, live AWS seen, a plan, a gated apply, drift healed.",
        synopsisSubcommandLabel = "VERB")
public final class Kinexus {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(s|m|h|d)");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli shows the help itself
    private boolean help;

    private Kinexus() {}

    /** Does what the words say, and returns the exit code. Nothing is thrown. */
    public static int execute(Operator operator, Console console, String... words) {
        return line(operator, console).execute(words);
    }

    /** All verbs with their words. */
    static CommandLine line(Operator operator, Console console) {
        return new CommandLine(new Kinexus())
                .addSubcommand(new RunVerb(console, operator))
                .addSubcommand(new SandboxVerb(console, operator))
                .addSubcommand(new ValidateVerb(console, operator))
                .addSubcommand(new PlanVerb(console, operator))
                .addSubcommand(new VerifyVerb(console, operator))
                .addSubcommand(new ApplyVerb(console, operator))
                .addSubcommand(new DiagnoseVerb(console, operator))
                .addSubcommand(new CostVerb(console, operator))
                .addSubcommand(new StatusVerb(console))
                .addSubcommand(new ResourcesVerb(console))
                .addSubcommand(new DriftVerb(console))
                .addSubcommand(new RolloutsVerb(console))
                .addSubcommand(new HistoryVerb(console))
                .addSubcommand(new JournalVerb(console))
                .addSubcommand(new RollbackVerb(console))
                .addSubcommand(new RestoreVerb(console, operator))
                .addSubcommand(new PromoteVerb(console))
                .addSubcommand(new ContinueVerb(console))
                .addSubcommand(new ReleaseVerb(console))
                .addSubcommand(new PauseVerb(console))
                .addSubcommand(new ResumeVerb(console))
                .addSubcommand(TaskVerb.line(console, operator))
                .addSubcommand(new DestroyVerb(console))
                .addSubcommand(TokenVerb.line(console))
                .addSubcommand(new SchemaVerb(console, operator))
                .addSubcommand(new IamVerb(console, operator))
                .registerConverter(Duration.class, Kinexus::duration)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((wrong, given) -> wrongWords(console, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(console, failure));
    }

    private static int wrongWords(Console console, ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        boolean top = at.getParent() == null;
        console.error(
                wrong instanceof MissingParameterException && top
                        ? "which verb?"
                        : String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong words"));
        if (top) {
            console.error("verbs: " + String.join(" ", at.getSubcommands().keySet()));
        } else {
            console.error("see: " + at.getCommandSpec().qualifiedName() + " --help");
        }
        return Exit.WRONG_WORDS;
    }

    private static int failed(Console console, Exception failure) {
        if (failure instanceof Refused refused) {
            refused.lines().forEach(console::error);
            return refused.exit();
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            console.error(said(failure));
            return Exit.FAILED;
        }
        console.error(failure.getClass().getSimpleName() + ": " + said(failure));
        return Exit.FAILED;
    }

    /** The JDK's own message of a file that cannot be used is mostly its name alone. */
    private static String said(Exception failure) {
        Throwable inner = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (inner instanceof FileSystemException file) {
            return file.getFile() + ": "
                    + Optional.ofNullable(file.getReason()).orElseGet(() -> file.getClass()
                            .getSimpleName()
                            .replace("Exception", "")
                            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                            .toLowerCase(Locale.ROOT));
        }
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> Optional.ofNullable(failure.getCause())
                        .map(Throwable::toString)
                        .orElse(failure.toString()))
                .replace('\n', ' ');
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not a duration; allowed is a whole number with s, m, h or d, such as 30m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
