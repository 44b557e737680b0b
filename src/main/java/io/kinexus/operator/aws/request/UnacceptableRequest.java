package io.kinexus.operator.aws.request;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A request that did not leave the process, since AWS would have refused it. Trying it again changes nothing. */
public final class UnacceptableRequest extends SdkClientException {
    private static final long serialVersionUID = 1;

    UnacceptableRequest(List<Violation> violations) {
        super(SdkClientException.builder()
                .message(violations.stream().map(Violation::text).collect(Collectors.joining("; "))));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
