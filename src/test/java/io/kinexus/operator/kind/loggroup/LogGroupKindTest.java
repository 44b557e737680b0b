package io.kinexus.operator.kind.loggroup;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;

class LogGroupKindTest extends ResourceKindContract<LogGroupSpec, LogGroupLive> {
    @Override
    protected ResourceKind<LogGroupSpec, LogGroupLive> kind() {
        return new LogGroupKind();
    }

    @Override
    protected Declared<LogGroupSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "log-group", "api"),
                DeclarationId.of("service", "api"),
                new LogGroupSpec("/ecs/test/api", Optional.of(30)));
    }

    @Override
    protected Declared<LogGroupSpec> changed() {
        return wanted().spec(new LogGroupSpec("/ecs/test/api", Optional.empty()));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateLogGroupRequest.builder().build(),
                PutRetentionPolicyRequest.builder().build());
    }
}
