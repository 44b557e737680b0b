package io.kinexus.operator.kind.dbparametergroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.Parameter;

class DbParameterGroupKindTest extends ResourceKindContract<DbParameterGroupSpec, DbParameterGroupLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    @Override
    protected ResourceKind<DbParameterGroupSpec, DbParameterGroupLive> kind() {
        return new DbParameterGroupKind();
    }

    @Override
    protected Declared<DbParameterGroupSpec> wanted() {
        return with(Map.of("log_min_duration_statement", "1000", "max_connections", "200"));
    }

    @Override
    protected Declared<DbParameterGroupSpec> changed() {
        return with(Map.of("log_min_duration_statement", "500", "log_lock_waits", "1"));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateDbParameterGroupRequest.builder().build(),
                ModifyDbParameterGroupRequest.builder().build());
    }

    @Test
    void dynamicOnesActAtOnceAndStaticOnesAtTheNextReboot() {
        create(wanted(), ONE);
        assertThat(own())
                .containsEntry("log_min_duration_statement", ApplyMethod.IMMEDIATE)
                .containsEntry("max_connections", ApplyMethod.PENDING_REBOOT);
    }

    @Test
    void aParameterThatTheFamilyDoesNotHaveStopsThePlan() {
        assertThat(observed(with(Map.of("log_min_duration", "1"))))
                .isEqualTo(Observation.unreadable("there is no parameter log_min_duration in postgres15; it has"
                        + " log_min_duration_statement"));
    }

    private Map<String, ApplyMethod> own() {
        return look()
                .client(RdsClient.class)
                .describeDBParameters(
                        r -> r.dbParameterGroupName("test-orders-postgres15").source("user"))
                .parameters()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Parameter::parameterName, Parameter::applyMethod));
    }

    private static Declared<DbParameterGroupSpec> with(Map<String, String> parameters) {
        return Declared.of(
                ResourceId.of("test", "db-parameter-group", "orders-postgres15"),
                DeclarationId.of("database", "orders"),
                new DbParameterGroupSpec(
                        "test-orders-postgres15", "postgres15", "database/orders of test", parameters));
    }
}
