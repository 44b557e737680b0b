package io.kinexus.operator.kind.functionpermission;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/**
 * One statement as read from the policy.
 *
 * @param statementId as in the policy
 * @param more whatever it says beyond what we write, such as a condition of somebody's own; empty text when nothing
 */
record FunctionPermissionLive(
        String function,
        String alias,
        String statementId,
        String action,
        String principal,
        Optional<String> sourceArn,
        Optional<String> sourceAccount,
        String more)
        implements Live {}
