package io.kinexus.operator.sandbox.ec2;

import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;

/**
 * EC2's client interface, written out for the actions that the sandbox knows. A proxy of it would load the classes of all
 * of EC2's 765 actions: two seconds and 57 MB for nothing. Consumer forms and paginators are the interface's own.
 */
public final class DirectEc2Client implements VpcCalls, GroupCalls, GatewayCalls, EmptyCalls {
    private final Function<AwsRequest, AwsResponse> account;

    /** @param account answers, or throws what the SDK would throw */
    public DirectEc2Client(Function<AwsRequest, AwsResponse> account) {
        this.account = account;
    }

    @Override
    public <R> R answer(Ec2Request request, Class<R> response) {
        return response.cast(account.apply(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
