package io.kinexus.operator.kind.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

class VpcKindTest extends ResourceKindContract<VpcSpec, VpcLive> {
    @Override
    protected ResourceKind<VpcSpec, VpcLive> kind() {
        return new VpcKind();
    }

    @Override
    protected Declared<VpcSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "vpc", "main"), DeclarationId.of("network", "main"), VpcSpec.of("10.0.0.0/16"));
    }

    @Override
    protected Declared<VpcSpec> changed() {
        return wanted().spec(new VpcSpec(Optional.of("10.0.0.0/16"), Optional.of(true), Optional.of(false)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateVpcRequest.builder().build(),
                ModifyVpcAttributeRequest.builder().build());
    }

    @Test
    void aDnsAttributeChangedByHandIsSeenAndHealed() {
        create(wanted(), new Attempt("once"));
        String vpcId = present(wanted()).live().vpcId();
        look().client(Ec2Client.class).modifyVpcAttribute(r -> r.vpcId(vpcId).enableDnsHostnames(v -> v.value(false)));
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(diff).isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void tagsOfOthersAreNoDrift() {
        create(wanted(), new Attempt("once"));
        String vpcId = present(wanted()).live().vpcId();
        look().client(Ec2Client.class).createTags(r -> r.resources(vpcId)
                .tags(Tag.builder().key("team").value("a").build()));
        assertInSync(wanted());
    }

    @Test
    void twoUnderOneIdAreNeverGuessedBetween() {
        create(wanted(), new Attempt("once"));
        String other = look().client(Ec2Client.class)
                .createVpc(r -> r.cidrBlock("10.1.0.0/16"))
                .vpc()
                .vpcId();
        look().client(Ec2Client.class).createTags(r -> r.resources(other)
                .tags(
                        Tag.builder().key(Ownership.ENVIRONMENT).value("test").build(),
                        Tag.builder().key(Ownership.RESOURCE).value("vpc/main").build()));
        Observation<VpcLive> seen = observed(wanted());
        assertThat(seen).isInstanceOf(Observation.Unreadable.class);
        assertThat(((Observation.Unreadable<VpcLive>) seen).why()).contains("vpc/main", other);
    }

    @Test
    void oneThatExistsIsFoundByItsIdAndIsNotOurs() {
        String vpcId = look().client(Ec2Client.class)
                .createVpc(r -> r.cidrBlock("10.1.0.0/16"))
                .vpc()
                .vpcId();
        Declared<VpcSpec> existing = wanted().spec(VpcSpec.existing()).existing(vpcId);
        assertThat(present(existing).ours()).isFalse();
        assertThat(kind().outputs(present(existing).live()))
                .containsAllEntriesOf(Map.of("vpcId", vpcId, "cidrBlock", "10.1.0.0/16"));
        assertThat(observed(wanted().existing("vpc-nowhere"))).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void aRetryGoesOnWithWhatItsFirstTryMadeAlthoughNoListShowsItYet() {
        Scope scope = look();
        sandbox().weather((call, request, account) -> {
            if (call.action().equals("ModifyVpcAttribute")) {
                throw AwsFault.badRequest("InvalidVpcID.NotFound", "not known yet");
            }
            return call.action().equals("DescribeVpcs")
                    ? DescribeVpcsResponse.builder().build()
                    : account.get();
        });
        Outcome first = kind().creator().orElseThrow().create(scope, wanted(), new Attempt("once"));
        assertThat(first).isInstanceOf(Outcome.Retryable.class);
        sandbox()
                .weather((call, request, account) -> call.action().equals("DescribeVpcs")
                        ? DescribeVpcsResponse.builder().build()
                        : account.get());
        assertThat(kind().creator().orElseThrow().create(look(), wanted(), new Attempt("once")))
                .isInstanceOf(Outcome.Done.class);
        sandbox().weather(Sandbox.Weather.fair());
        assertInSync(wanted());
    }

    @Test
    void oneThatLostOurTagsByHandIsNoLongerOursAndNotAbsent() {
        create(wanted(), new Attempt("once"));
        String vpcId = present(wanted()).live().vpcId();
        look().client(Ec2Client.class).deleteTags(r -> r.resources(vpcId)
                .tags(Tag.builder().key(Ownership.RESOURCE).build()));
        assertThat(present(wanted()).ours()).isFalse();
        look().client(Ec2Client.class).deleteTags(r -> r.resources(vpcId)
                .tags(Tag.builder().key(Ownership.ENVIRONMENT).build()));
        assertThat(present(wanted()).ours()).isFalse();
        look().client(Ec2Client.class).createTags(r -> r.resources(vpcId)
                .tags(Tag.builder().key(Ownership.ENVIRONMENT).value("other").build()));
        assertThat(observed(wanted())).isInstanceOf(Observation.Absent.class);
    }
}
