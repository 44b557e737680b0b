package io.kinexus.operator.core.health;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What ECS's texts mean. AWS promises none of them, so they are looked for by their telling words, the first that fits.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped task
 *     errors</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html">Service
 *     events</a>
 */
final class StopTexts {
    private record Text(StopCause cause, Pattern words) {
        Text(StopCause cause, String words) {
            this(cause, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        }
    }

    private static final Pattern HEALTH = Pattern.compile("failed .*health checks?", Pattern.CASE_INSENSITIVE);

    /** Whose fault it is not, before whose it is; what passes, before what stays. */
    private static final List<Text> TEXTS = List.of(
            new Text(StopCause.SPOT, "spot (task|instance|capacity).*(interrupt|reclaim)|spot interruption"),
            new Text(
                    StopCause.CAPACITY,
                    "capacity is unavailable|RESOURCE:[A-Z]|InsufficientFreeAddresses|insufficient free (ip )?address"
                            + "|network interface provision|timeout waiting for (network interface|ephemeralstorage)"
                            + "|unable to place a task|no container instance|attachment.*limit"),
            new Text(
                    StopCause.HOST,
                    "host ec2|underlying infrastructure|unexpected e(cs|c2) error|task retirement"
                            + "|container instance.*(deregist|terminat)"),
            new Text(StopCause.REGISTRY, "toomanyrequests|429 too many|pull rate limit|rate exceeded|throttling"),
            new Text(
                    StopCause.ARCHITECTURE,
                    "exec format error|descriptor matching platform|no matching manifest for|no match for platform"
                            + "|does not match the (specified|detected|expected) .*platform"
                            + "|image operating system .* cannot be used"),
            new Text(
                    StopCause.ROLE,
                    "unable to assume (the )?(service linked )?role|not authorized to perform: (ecr|sts|kms):"
                            + "|ecr registry auth.*AccessDenied|not authorized to perform: logs:"),
            new Text(
                    StopCause.NETWORK,
                    "(CannotPull|ResourceInitialization|AsmError|registry auth).*(i/o timeout|deadline"
                            + " exceeded|RequestCanceled|send request failed|connection re(fused|set)|no such"
                            + " host|handshake timeout|dial tcp|network configuration|connection issue|unexpected"
                            + " EOF|client connection force closed|status: 50[0-9]|[^0-9]50[0234] )"),
            new Text(StopCause.START, "no space left on device|CannotCreateVolumeError|failed to validate logger args"),
            new Text(
                    StopCause.SECRET,
                    "(retrieve|fetch(ing)?|pull) secrets? (from|arn)|secrets? (from|in) (asm|ssm|secrets manager)"
                            + "|registry auth from asm|failed to fetch secret|invalid ssm parameter|json key"
                            + "|fetching secret data|not authorized to perform: (secretsmanager|ssm):"),
            new Text(
                    StopCause.IMAGE,
                    "CannotPull|manifest unknown|invalid reference format|executable file not found"
                            + "|no such file or directory|image .*not found|pull access denied"),
            new Text(StopCause.OUT_OF_MEMORY, "OutOfMemory|killed due to memory|oom.?killed"),
            new Text(
                    StopCause.PORT,
                    "address already in use|port is already allocated|failed to bind|external connectivity"));

    private StopTexts() {}

    static StopCause cause(StoppedTask task) {
        return switch (task.code()) {
            case "SpotInterruption" -> StopCause.SPOT;
            case "TerminationNotice", "InfrastructureHealth" -> StopCause.HOST;
            case "UserInitiated" -> StopCause.PERSON;
            case "ServiceSchedulerInitiated" ->
                HEALTH.matcher(task.reason()).find() ? StopCause.HEALTH_CHECK : StopCause.SCHEDULER;
            default -> bySaying(task);
        };
    }

    private static StopCause bySaying(StoppedTask task) {
        String all = Stream.concat(Stream.of(task.reason()), task.containers().stream())
                .collect(Collectors.joining("\n"));
        return of(all).orElseGet(() -> {
            if (HEALTH.matcher(all).find()) {
                return StopCause.HEALTH_CHECK;
            }
            boolean ended = task.exit().isPresent() || task.code().equals("EssentialContainerExited");
            return ended ? StopCause.EXIT_CODE : StopCause.START;
        });
    }

    /** Empty where the words tell nothing. */
    static Optional<StopCause> of(String words) {
        return TEXTS.stream()
                .filter(text -> text.words().matcher(words).find())
                .map(Text::cause)
                .findFirst();
    }
}
