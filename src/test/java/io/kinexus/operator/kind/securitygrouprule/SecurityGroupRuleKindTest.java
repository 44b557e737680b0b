package io.kinexus.operator.kind.securitygrouprule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class SecurityGroupRuleKindTest extends ResourceKindContract<SecurityGroupRuleSpec, SecurityGroupRuleLive> {
    private static final Attempt ONCE = new Attempt("once");

    private String groupId = "${security-group/db.groupId}";
    private String sourceId = "${security-group/api.groupId}";

    @Override
    protected ResourceKind<SecurityGroupRuleSpec, SecurityGroupRuleLive> kind() {
        return new SecurityGroupRuleKind();
    }

    @Override
    protected void given(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpcId = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        groupId = ec2.createSecurityGroup(
                        r -> r.groupName("db").description("d").vpcId(vpcId))
                .groupId();
        sourceId = ec2.createSecurityGroup(
                        r -> r.groupName("api").description("d").vpcId(vpcId))
                .groupId();
    }

    @Override
    protected Declared<SecurityGroupRuleSpec> wanted() {
        return declared(SecurityGroupRuleSpec.fromGroup(groupId, 5432, sourceId, "api reaches db"));
    }

    @Override
    protected Declared<SecurityGroupRuleSpec> changed() {
        return declared(new SecurityGroupRuleSpec(
                groupId,
                false,
                "udp",
                53,
                54,
                Optional.of("10.0.0.0/16"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "other words"));
    }

    private static Declared<SecurityGroupRuleSpec> declared(SecurityGroupRuleSpec spec) {
        return Declared.of(
                ResourceId.of("test", "security-group-rule", "api-to-db-5432"),
                DeclarationId.of("service", "api"),
                spec);
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                AuthorizeSecurityGroupIngressRequest.builder().build(),
                AuthorizeSecurityGroupEgressRequest.builder().build(),
                ModifySecurityGroupRulesRequest.builder().build(),
                SecurityGroupRuleRequest.builder().build());
    }

    @Test
    void anEgressRuleIsAsGood() {
        given(look());
        Declared<SecurityGroupRuleSpec> out = declared(SecurityGroupRuleSpec.toGroup(groupId, 443, sourceId, "out"));
        create(out, ONCE);
        assertInSync(out);
        delete(out);
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void aRuleEditedInTheConsoleIsPutBackInPlace() {
        given(look());
        create(wanted(), ONCE);
        String ruleId = present(wanted()).live().ruleId();
        look().client(Ec2Client.class).modifySecurityGroupRules(r -> r.groupId(groupId)
                .securityGroupRules(SecurityGroupRuleUpdate.builder()
                        .securityGroupRuleId(ruleId)
                        .securityGroupRule(s ->
                                s.ipProtocol("tcp").fromPort(0).toPort(65535).referencedGroupId(sourceId))
                        .build()));
        update(wanted());
        assertInSync(wanted());
        assertThat(present(wanted()).live().ruleId()).isEqualTo(ruleId);
    }

    @Test
    void theSameRuleMadeByHandIsNotTakenOver() {
        given(look());
        look().client(Ec2Client.class).authorizeSecurityGroupIngress(r -> r.groupId(groupId)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(5432)
                        .toPort(5432)
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(sourceId).build())
                        .build()));
        Outcome outcome = kind().creator().orElseThrow().create(look(), wanted(), ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
        assertThat(((Outcome.Retryable) outcome).failure().code()).isEqualTo("InvalidPermission.Duplicate");
    }

    @Test
    void otherWordsWrittenByHandArePutBack() {
        given(look());
        create(wanted(), ONCE);
        String ruleId = present(wanted()).live().ruleId();
        look().client(Ec2Client.class).updateSecurityGroupRuleDescriptionsIngress(r -> r.groupId(groupId)
                .securityGroupRuleDescriptions(SecurityGroupRuleDescription.builder()
                        .securityGroupRuleId(ruleId)
                        .description("by hand")
                        .build()));
        assertThat(present(wanted()).live().description()).isEqualTo("by hand");
        update(wanted());
        assertInSync(wanted());
    }
}
