package io.kinexus.operator.kind.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class SecurityGroupKindTest extends ResourceKindContract<SecurityGroupSpec, SecurityGroupLive> {
    private static final Attempt ONCE = new Attempt("once");

    private String vpcId = "${vpc/main.vpcId}";

    @Override
    protected ResourceKind<SecurityGroupSpec, SecurityGroupLive> kind() {
        return new SecurityGroupKind();
    }

    @Override
    protected void given(Scope scope) {
        vpcId = scope.client(Ec2Client.class)
                .createVpc(r -> r.cidrBlock("10.0.0.0/16"))
                .vpc()
                .vpcId();
    }

    @Override
    protected Declared<SecurityGroupSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "security-group", "api-service"),
                DeclarationId.of("service", "api"),
                SecurityGroupSpec.open("test-api-service", "The tasks of service api", vpcId));
    }

    @Override
    protected Declared<SecurityGroupSpec> changed() {
        return wanted().spec(SecurityGroupSpec.closed("test-api-service", "The tasks of service api", vpcId));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateSecurityGroupRequest.builder().build(),
                RevokeSecurityGroupEgressRequest.builder().build(),
                AuthorizeSecurityGroupEgressRequest.builder().build());
    }

    private String groupId(Declared<SecurityGroupSpec> one) {
        create(one, ONCE);
        return present(one).live().groupId();
    }

    private static IpRange anywhere(String cidr) {
        return IpRange.builder().cidrIp(cidr).build();
    }

    private Ec2Client ec2() {
        return look().client(Ec2Client.class);
    }

    @Test
    void aRuleOpenedByHandIsSeenAndTakenOut() {
        given(look());
        String groupId = groupId(wanted());
        ec2().authorizeSecurityGroupIngress(r ->
                r.groupId(groupId).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0"));
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(diff).isInstanceOf(Diff.Drifted.class);
        assertThat(((Diff.Drifted) diff).changes().get(0).before()).isEqualTo("tcp 22 0.0.0.0/0");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void declaredRulesAreNotTheGroupsAndStay() {
        given(look());
        String groupId = groupId(wanted());
        ec2().authorizeSecurityGroupIngress(r -> r.groupId(groupId)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .ipRanges(anywhere("10.0.0.0/16"))
                        .build())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType("security-group-rule")
                        .tags(Tag.builder()
                                .key("kinexus:environment")
                                .value("test")
                                .build())
                        .build()));
        assertInSync(wanted());
        ec2().authorizeSecurityGroupIngress(
                        r -> r.groupId(groupId).ipProtocol("-1").cidrIp("0.0.0.0/0"));
        update(wanted());
        assertInSync(wanted());
        assertThat(ec2().describeSecurityGroups(r -> r.groupIds(groupId))
                        .securityGroups()
                        .get(0)
                        .ipPermissions())
                .hasSize(1);
    }

    @Test
    void theWayOutThatAwsMakesIsComparedToWhatIsDeclared() {
        given(look());
        String groupId = groupId(changed());
        assertThat(ec2().describeSecurityGroups(r -> r.groupIds(groupId))
                        .securityGroups()
                        .get(0)
                        .ipPermissionsEgress())
                .isEmpty();
        update(wanted());
        assertInSync(wanted());
        ec2().revokeSecurityGroupEgress(r -> r.groupId(groupId)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("-1")
                        .ipRanges(anywhere("0.0.0.0/0"))
                        .build()));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
    }

    @Test
    void aGroupOfThatNameWithoutOurTagsIsSomebodys() {
        given(look());
        ec2().createSecurityGroup(r ->
                r.groupName("test-api-service").description("by hand").vpcId(vpcId));
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void oneThatExistsIsFoundByItsId() {
        given(look());
        String groupId = ec2().createSecurityGroup(
                        r -> r.groupName("mine").description("by hand").vpcId(vpcId))
                .groupId();
        assertThat(present(wanted().existing(groupId)).live().name()).isEqualTo("mine");
    }
}
