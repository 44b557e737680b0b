package io.kinexus.operator.sandbox.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Request;

class DirectEc2ClientTest {
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());

    @Test
    void everyActionThatTheSandboxKnowsIsWrittenOutAndNoOther() throws ReflectiveOperationException {
        Set<String> known = new TreeSet<>();
        for (Class<?> request : requests(Ec2Client.class).toList()) {
            Object builder = request.getMethod("builder").invoke(null);
            Method build = AwsRequest.Builder.class.getMethod("build");
            if (knows((AwsRequest) build.invoke(builder))) {
                known.add(request.getSimpleName());
            }
        }
        Set<String> written = Stream.of(VpcCalls.class, GroupCalls.class, GatewayCalls.class, EmptyCalls.class)
                .flatMap(DirectEc2ClientTest::requests)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(written).isEqualTo(known).hasSizeGreaterThan(50);
    }

    private static Stream<Class<?>> requests(Class<?> calls) {
        return Arrays.stream(calls.getDeclaredMethods())
                .filter(method -> !method.getName().endsWith("Paginator"))
                .<Class<?>>flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(Ec2Request.class::isAssignableFrom)
                .distinct();
    }

    private boolean knows(AwsRequest empty) {
        try {
            sandbox.call("123456789012", "us-east-1", empty);
            return true;
        } catch (AwsFault refused) {
            return !refused.code().equals("NotImplemented");
        }
    }
}
