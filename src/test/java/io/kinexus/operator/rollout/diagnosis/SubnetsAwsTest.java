package io.kinexus.operator.rollout.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

class SubnetsAwsTest {
    private static NetworkAclEntry entry(int number, String protocol, int from, int to, RuleAction action) {
        return NetworkAclEntry.builder()
                .ruleNumber(number)
                .egress(false)
                .cidrBlock("0.0.0.0/0")
                .protocol(protocol)
                .portRange(p -> p.from(from).to(to))
                .ruleAction(action)
                .build();
    }

    private static boolean denies(NetworkAclEntry... entries) {
        return SubnetsAws.denies(NetworkAcl.builder().entries(entries).build(), 5432);
    }

    @Test
    void theFirstEntryByNumberThatIsAboutThePortDecides() {
        NetworkAclEntry allow = entry(100, "-1", 0, 0, RuleAction.ALLOW);
        assertThat(denies(allow)).isFalse();
        assertThat(denies(allow, entry(90, "6", 5000, 6000, RuleAction.DENY))).isTrue();
        assertThat(denies(allow, entry(90, "6", 80, 443, RuleAction.DENY))).isFalse();
        assertThat(denies(allow, entry(32_767, "-1", 0, 0, RuleAction.DENY))).isFalse();
        assertThat(denies(entry(32_767, "-1", 0, 0, RuleAction.DENY))).isTrue();
    }
}
