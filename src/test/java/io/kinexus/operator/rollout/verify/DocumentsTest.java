package io.kinexus.operator.rollout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.rollout.verify.Documents.Says;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policy documents as IAM reads them. */
class DocumentsTest {
    private static final String READ = "secretsmanager:GetSecretValue";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf";
    private static final Context HERE =
            new Context(Map.of("aws:SourceAccount", "123456789012", "aws:RequestedRegion", "us-east-1"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ALLOWED | "Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"
        ALLOWED | "Effect":"Allow","Action":["ec2:X","SecretsManager:getsecret*"],"Resource":["arn:aws:secretsmanager:*:*:secret:a/*"]
        ALLOWED | "Effect":"Allow","Action":"*","Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-??????"
        ALLOWED | "Effect":"Allow","NotAction":"iam:*","Resource":"*"
        ALLOWED | "Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::*"
        SILENT  | "Effect":"Allow","Action":"secretsmanager:DescribeSecret","Resource":"*"
        SILENT  | "Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:*:*:secret:c-*"
        SILENT  | "Effect":"Allow","NotAction":"secretsmanager:*","Resource":"*"
        SILENT  | "Effect":"Allow","Action":"*","Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:A/B-AbCdEf"
        DENIED  | "Effect":"Deny","Action":"secretsmanager:*","Resource":"*"
        ALLOWED | "Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"AWS:requestedregion":["eu-west-1","us-east-1"]}}
        SILENT  | "Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}
        SILENT  | "Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:RequestedRegion":"us-*"}}
        MAYBE   | "Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}
        MAYBE   | "Effect":"Allow","Action":"*","Resource":"arn:aws:secretsmanager:*:*:secret:${aws:PrincipalTag/team}/*"
        """)
    void oneStatementSays(Says says, String statement) {
        assertThat(asked("{" + statement + "}")).isEqualTo(says);
    }

    @Test
    void aDenyWinsWhereverItStandsAndAConditionMakesItDoubtful() {
        String allow = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
        String deny = "{\"Effect\":\"Deny\",\"Action\":\"secretsmanager:Get*\",\"Resource\":\"*\"";
        assertThat(asked(allow, deny + "}")).isEqualTo(Says.DENIED);
        assertThat(asked(deny + "}", allow)).isEqualTo(Says.DENIED);
        assertThat(asked(allow, deny + ",\"Condition\":{\"Bool\":{\"aws:ViaAWSService\":\"false\"}}}"))
                .isEqualTo(Says.MAYBE);
        assertThat(asked(allow, deny + ",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":\"eu-west-1\"}}}"))
                .isEqualTo(Says.ALLOWED);
        assertThat(asked()).isEqualTo(Says.SILENT);
    }

    @Test
    void severalDocumentsSpeakTogetherAndOneStatementNeedsNoList() {
        Documents both = Documents.of(List.of(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::x\"}]}"));
        assertThat(both.on(READ, SECRET, HERE)).isEqualTo(Says.ALLOWED);
        assertThat(both.on("s3:GetObject", "arn:aws:s3:::x", HERE)).isEqualTo(Says.DENIED);
        assertThatThrownBy(() -> Documents.of(List.of("no JSON"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ALLOWED | "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"
        ALLOWED | "Principal":{"Service":["ec2.amazonaws.com","ecs-tasks.amazonaws.com"]},"Action":"sts:*"
        ALLOWED | "Principal":"*","Action":"sts:AssumeRole"
        SILENT  | "Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"
        SILENT  | "Principal":{"AWS":"*"},"Action":"sts:AssumeRole"
        SILENT  | "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:TagSession"
        SILENT  | "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"999999999999"}}
        MAYBE   | "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceOrgID":"o-1"}}
        MAYBE   | "NotPrincipal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"
        """)
    void aTrustPolicySays(Says says, String statement) {
        assertThat(document("{\"Effect\":\"Allow\"," + statement + "}").trust("ecs-tasks.amazonaws.com", HERE))
                .isEqualTo(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        true  | *       | anything
        true  | a*c     | abbc
        true  | a*b*c   | axxbyyc
        true  | a?c     | abc
        true  | abc*    | abc
        false | a?c     | ac
        false | abc     | abcd
        false | a*c     | abcd
        false | a.c     | abc
        """)
    void aStarIsAnythingAndAQuestionMarkIsOne(boolean fits, String pattern, String text) {
        assertThat(Wildcards.match(pattern, text)).isEqualTo(fits);
    }

    private static Says asked(String... statements) {
        return document(statements).on(READ, SECRET, HERE);
    }

    private static Documents document(String... statements) {
        return Documents.of(List.of("{\"Statement\":[" + String.join(",", statements) + "]}"));
    }
}
