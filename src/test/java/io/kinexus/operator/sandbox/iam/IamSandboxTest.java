package io.kinexus.operator.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.sts.StsClient;

class IamSandboxTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private final IamClient iam = new InProcessDoor(sandbox).client(IamClient.class, "123456789012", "eu-west-1");

    @Test
    void aRoleIsDeletedOnlyWhenItHasNoPolicies() {
        make("a");
        iam.putRolePolicy(r -> r.roleName("a").policyName("p").policyDocument(ALLOW));
        assertThat(code(c -> c.deleteRole(r -> r.roleName("a")))).isEqualTo("DeleteConflict");
        iam.deleteRolePolicy(r -> r.roleName("a").policyName("p"));
        iam.attachRolePolicy(r -> r.roleName("a").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assertThat(code(c -> c.deleteRole(r -> r.roleName("a")))).isEqualTo("DeleteConflict");
        iam.detachRolePolicy(r -> r.roleName("a").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        iam.deleteRole(r -> r.roleName("a"));
        assertThat(code(c -> c.getRole(r -> r.roleName("a")))).isEqualTo("NoSuchEntity");
    }

    @Test
    void namesAreUniqueWhateverTheirCase() {
        make("a");
        assertThat(code(c -> c.createRole(r -> r.roleName("A").assumeRolePolicyDocument(TRUST))))
                .isEqualTo("EntityAlreadyExists");
    }

    @Test
    void iamIsOneInAllRegions() {
        make("a");
        IamClient elsewhere = new InProcessDoor(sandbox).client(IamClient.class, "123456789012", "us-west-2");
        assertThat(elsewhere.getRole(r -> r.roleName("a")).role().arn()).isEqualTo("arn:aws:iam::123456789012:role/a");
        IamClient other = new InProcessDoor(sandbox).client(IamClient.class, "210987654321", "us-west-2");
        assertThat(other.listRoles().roles()).isEmpty();
    }

    @Test
    void detailsComeInPagesWithDocumentsEncoded() {
        for (int i = 0; i < 5; i++) {
            make("r" + i);
        }
        List<RoleDetail> all =
                iam
                        .getAccountAuthorizationDetailsPaginator(
                                r -> r.filter(EntityType.ROLE).maxItems(2))
                        .stream()
                        .flatMap(page -> page.roleDetailList().stream())
                        .toList();
        assertThat(all).extracting(RoleDetail::roleName).containsExactly("r0", "r1", "r2", "r3", "r4");
        assertThat(all.get(0).assumeRolePolicyDocument()).startsWith("%7B%22Version%22");
    }

    @Test
    void listingsHaveNoTags() {
        iam.createRole(r -> r.roleName("a")
                .path("/team/")
                .assumeRolePolicyDocument(TRUST)
                .tags(List.of(software.amazon.awssdk.services.iam.model.Tag.builder()
                        .key("k")
                        .value("v")
                        .build())));
        assertThat(iam.listRoles(r -> r.pathPrefix("/team/")).roles())
                .singleElement()
                .satisfies(role -> assertThat(role.hasTags()).isFalse());
        assertThat(iam.listRoles(r -> r.pathPrefix("/other/")).roles()).isEmpty();
        assertThat(iam.getRole(r -> r.roleName("a")).role().tags()).hasSize(1);
    }

    @Test
    void aServiceLinkedRoleIsMadeOnce() {
        assertThat(iam.createServiceLinkedRole(r -> r.awsServiceName("ecs.amazonaws.com"))
                        .role()
                        .arn())
                .isEqualTo("arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
        assertThat(code(c -> c.createServiceLinkedRole(r -> r.awsServiceName("ecs.amazonaws.com"))))
                .isEqualTo("InvalidInput");
        assertThat(code(c -> c.deleteRole(r -> r.roleName("AWSServiceRoleForECS"))))
                .isEqualTo("UnmodifiableEntity");
    }

    @Test
    void aPolicyInUseStays() {
        make("a");
        String arn = iam.createPolicy(r -> r.policyName("p").policyDocument(ALLOW))
                .policy()
                .arn();
        iam.attachRolePolicy(r -> r.roleName("a").policyArn(arn));
        assertThat(code(c -> c.deletePolicy(r -> r.policyArn(arn)))).isEqualTo("DeleteConflict");
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                             |"
                        + " MalformedPolicyDocument",
                "[]                                                                            |"
                        + " MalformedPolicyDocument",
                "{'Version':'2012-10-17'}                                                      |"
                        + " MalformedPolicyDocument",
                "{'Version':'2020-01-01','Statement':[{'Effect':'Allow','Action':'a','Resource':'*'}]} |"
                        + " MalformedPolicyDocument",
                "{'Statement':[{'Effect':'Maybe','Action':'a','Resource':'*'}]}                |"
                        + " MalformedPolicyDocument",
                "{'Statement':[{'Effect':'Allow','Resource':'*'}]}                             |"
                        + " MalformedPolicyDocument",
                "{'Statement':[{'Effect':'Allow','Action':'a'}]}                               |"
                        + " MalformedPolicyDocument",
                "{'Statement':[{'Effect':'Allow','Action':'a','Resource':'*','Nonsense':1}]}   |"
                        + " MalformedPolicyDocument",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'a','Resource':'*'}]} |"
                        + " MalformedPolicyDocument",
            })
    void badDocumentsAreRefused(String document, String code) {
        make("a");
        assertThat(code(c -> c.putRolePolicy(
                        r -> r.roleName("a").policyName("p").policyDocument(document.replace('\'', '"')))))
                .isEqualTo(code);
    }

    @Test
    void badInputIsRefusedWithAwsCodes() {
        assertThat(code(c -> c.createRole(r -> r.roleName("a b").assumeRolePolicyDocument(TRUST))))
                .isEqualTo("ValidationError");
        assertThat(code(c -> c.createRole(r -> r.roleName("x".repeat(65)).assumeRolePolicyDocument(TRUST))))
                .isEqualTo("ValidationError");
        assertThat(code(c -> c.createRole(r -> r.roleName("a").path("team").assumeRolePolicyDocument(TRUST))))
                .isEqualTo("ValidationError");
        assertThat(code(c -> c.createRole(r -> r.roleName("a").assumeRolePolicyDocument(ALLOW))))
                .isEqualTo("MalformedPolicyDocument");
        assertThat(code(c -> c.createRole(
                        r -> r.roleName("a").assumeRolePolicyDocument(TRUST).maxSessionDuration(60))))
                .isEqualTo("ValidationError");
    }

    @Test
    void theKeyOfAnAssumedRoleCarriesItsAccount() {
        StsClient sts = new InProcessDoor(sandbox).client(StsClient.class, "123456789012", "us-east-1");
        assertThat(sts.assumeRole(r ->
                                r.roleArn("arn:aws:iam::210987654321:role/x/y").roleSessionName("me"))
                        .credentials()
                        .accessKeyId())
                .startsWith("ASIA210987654321");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    private void make(String name) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
    }

    private String code(Consumer<IamClient> call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, () -> call.accept(iam)));
    }
}
