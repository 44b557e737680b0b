package io.kinexus.operator.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as curl would send them, without a client that checks them first. */
class RawRequestsTest {
    private static final int BAD_REQUEST = 400;

    private final HttpDoor door = HttpDoor.open(new Sandbox(SandboxScript.plain()), 0);

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ec2                  | Action=CreateSecurityGroup&GroupDescription=a            | <Code>MissingParameter</Code>
        ec2                  | Action=CreateVpcEndpoint&VpcId=vpc-1                     | <Code>MissingParameter</Code>
        ec2                  | Action=DescribeVpcs&Filter.1.Value.1=a                   | <Code>MissingParameter</Code>
        iam                  | Action=CreateRole&RoleName=a                             | <Code>ValidationError</Code>
        rds                  | Action=CreateDBInstance                                  | <Code>MissingParameter</Code>
        rds                  | Action=DeleteDBInstance&DBInstanceIdentifier=            | <Code>MissingParameter</Code>
        elasticloadbalancing | Action=CreateLoadBalancer&Name=a&Scheme=nonsense         | <Code>ValidationError</Code>
        sns                  | Action=CreateTopic                                       | <Code>ValidationError</Code>
        elasticache          | Action=CreateCacheSubnetGroup                            | <Code>MissingParameter</Code>
        """)
    void aForm(String service, String form, String code) throws Exception {
        HttpResponse<String> answer = post(service, form, "application/x-www-form-urlencoded", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(BAD_REQUEST);
        assertThat(answer.body()).contains(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ecs            | CreateService          | {}                                      | InvalidParameterException
        ecs            | CreateCluster          | {"tags": [{"value": "a"}]}              | InvalidParameterException
        ecs            | RegisterTaskDefinition | {"family": "a"}                         | ClientException
        logs           | CreateLogGroup         | {"logGroupName": "a", "tags": {"": ""}} | InvalidParameterException
        logs           | PutRetentionPolicy     | {"logGroupName": "a"}                   | InvalidParameterException
        secretsmanager | GetSecretValue         | {}                                      | ValidationException
        acm            | RequestCertificate     | {}                                      | ValidationException
        """)
    void json(String service, String action, String body, String code) throws Exception {
        HttpResponse<String> answer = post(service, body, JsonForm.JSON, "Service." + action);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(BAD_REQUEST);
        assertThat(answer.body()).contains("\"__type\":\"" + code + '"');
    }

    private HttpResponse<String> post(String service, String body, String type, String target) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.uri() + "/"))
                .header("Content-Type", type)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
