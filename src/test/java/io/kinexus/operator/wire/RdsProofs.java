package io.kinexus.operator.wire;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.DataNetwork;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.AuthScheme;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.UserAuthConfig;

/** What moto's RDS does not do of parameter groups and proxies. */
final class RdsProofs {
    private RdsProofs() {}

    private static RdsClient group(Scope scope) {
        RdsClient rds = scope.client(RdsClient.class);
        rds.createDBParameterGroup(r -> r.dbParameterGroupName("proof")
                .dbParameterGroupFamily("postgres15")
                .description("proof")
                .tags(software.amazon.awssdk.services.rds.model.Tag.builder()
                        .key(TaggingProofs.KEY)
                        .value(TaggingProofs.VALUE)
                        .build()));
        return rds;
    }

    static boolean groupUnlisted(Scope scope) {
        group(scope);
        return TaggingProofs.unlisted(scope);
    }

    static boolean groupReset(Scope scope) {
        RdsClient rds = group(scope);
        return CallProofs.notOffered(() -> rds.resetDBParameterGroup(r -> r.dbParameterGroupName("proof")
                .resetAllParameters(false)
                .parameters(Parameter.builder()
                        .parameterName("max_connections")
                        .applyMethod(ApplyMethod.PENDING_REBOOT)
                        .build())));
    }

    static boolean proxyModify(Scope scope) {
        DataNetwork network = DataNetwork.make(scope);
        RdsClient rds = scope.client(RdsClient.class);
        rds.createDBProxy(r -> r.dbProxyName("proof")
                .engineFamily("POSTGRESQL")
                .auth(UserAuthConfig.builder()
                        .authScheme(AuthScheme.SECRETS)
                        .secretArn("arn:aws:secretsmanager:us-east-1:123456789012:secret:proof-AbCdEf")
                        .build())
                .roleArn("arn:aws:iam::123456789012:role/proof")
                .vpcSubnetIds(network.subnetIds())
                .vpcSecurityGroupIds(network.groupId()));
        return CallProofs.notOffered(
                () -> rds.modifyDBProxy(r -> r.dbProxyName("proof").requireTLS(false)));
    }

    static boolean proxyDeletedTwice(Scope scope) {
        RdsClient rds = scope.client(RdsClient.class);
        return CallProofs.notOffered(() -> rds.deleteDBProxy(r -> r.dbProxyName("nowhere")));
    }
}
