package io.kinexus.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The least IAM policy. As JSON nothing but what IAM takes: the policy, or a list of policies where one would be too large;
 * as text the same, with the reason of each {@code *} behind it.
 */
@Command(name = "iam", description = "Prints the least IAM policy that the operator needs for one environment.")
final class IamVerb extends Verb {
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private final Operator operator;

    @Parameters(paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    IamVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        PolicyReport report = operator.iam(common().desiredState(), environment);
        Object json = report.policies().size() == 1 ? report.policies().get(0) : report.policies();
        answer(json, text(report));
        return Exit.FINE;
    }

    private static String text(PolicyReport report) {
        StringBuilder text = new StringBuilder();
        int all = report.policies().size();
        for (int i = 0; i < all; i++) {
            text.append("# policy ").append(i + 1).append(" of ").append(all).append(", ");
            text.append(report.sizes().get(i)).append(" characters of the 6144 that a managed policy may have\n");
            text.append(pretty(report.policies().get(i))).append('\n');
        }
        text.append("# Why a resource is no narrower:\n");
        report.reasons().forEach((actions, why) -> text.append("#   ")
                .append(actions)
                .append(": ")
                .append(why)
                .append('\n'));
        return text.toString();
    }

    private static String pretty(Map<String, Object> policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
