package io.kinexus.operator.kind.functionpermission;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One service that may call a function. The statement's id follows from the resource's id.
 *
 * @param function its name
 * @param alias the one that may be called; nobody is let in to the function itself
 * @param principal a service: {@code apigateway.amazonaws.com}
 * @param sourceArn what calls through that service, stars allowed: {@code arn:aws:execute-api:us-east-1:1234:abc/*}
 * @param sourceAccount whose it is: needed for ARNs without an account in them, such as a bucket's
 */
public record FunctionPermissionSpec(
        String function, String alias, String principal, Optional<String> sourceArn, Optional<String> sourceAccount)
        implements Spec {}
