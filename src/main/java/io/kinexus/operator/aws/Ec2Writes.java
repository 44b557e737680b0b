package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes to EC2, which learns of its own new ids with a delay: a fresh VPC's subnet may be refused with
 * {@code InvalidVpcID.NotFound} for a while. That passes, and if the VPC is really gone the next look says so.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">Eventual consistency</a>
 */
public final class Ec2Writes {
    private static final String NOT_FOUND = ".NotFound";
    private static final Set<String> PASSING =
            Set.of("NatGatewayNotFound", "ResourceNotFoundException", "Gateway.NotAttached", "IncorrectState");

    private Ec2Writes() {}

    /** As {@link AwsFailures#attempt}, but that what EC2 does not know yet is tried again. */
    public static Outcome attempt(Supplier<Outcome> write) {
        return AwsFailures.attempt(() -> {
            try {
                return write.get();
            } catch (SdkException failure) {
                String code = AwsFailures.code(failure);
                if (code.endsWith(NOT_FOUND) || PASSING.contains(code)) {
                    return Outcome.retryable(code, AwsFailures.text(failure));
                }
                throw failure;
            }
        });
    }

    /**
     * The id of what this attempt made. A retry of the same attempt goes on with it, although EC2's lists may not show it
     * yet: without this, a create whose second call failed could make a second one.
     *
     * @param make finds what is there, or makes it, and answers its id
     */
    public static String made(Scope scope, Attempt attempt, Supplier<String> make) {
        return scope.keep("made by " + attempt.token(), String.class, make);
    }
}
