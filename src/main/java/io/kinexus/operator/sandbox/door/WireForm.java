package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** One protocol: how a request is read, and how an answer and an error are written. */
interface WireForm {
    /** @throws AwsFault when it cannot be read as the operation's request */
    AwsRequest read(Inbound request, Operation operation);

    /** @param requestId also goes into bodies that have a place for it */
    Reply write(Operation operation, AwsResponse answer, String requestId);

    Reply fault(AwsFault fault, String requestId);
}
