package io.kinexus.operator.kind.functionpermission;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One service that may call a function. The statement's id follows from the resource's id.
 *
 * @param function its name
 * @param qualifier the alias or version that may be called; the function itself when empty
 * @param principal a service: {@code apigateway.amazonaws.com}
 * @param sourceArn what calls through that service, stars allowed: {@code arn:aws:execute-api:us-east-1:1234:abc/*}
 * @param sourceAccount whose it is: needed for ARNs without an account in them, such as a bucket's
 */
public record FunctionPermissionSpec(
        String function,
        Optional<String> qualifier,
        String principal,
        Optional<String> sourceArn,
        Optional<String> sourceAccount)
        implements Spec {}
