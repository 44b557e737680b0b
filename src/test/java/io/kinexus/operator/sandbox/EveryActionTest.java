package io.kinexus.operator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Whatever is sent, each action that the sandbox knows answers with its own words, and never with a bug. */
class EveryActionTest {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";

    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());

    @Test
    void anEmptyRequest() {
        assertThat(failed(builder -> builder)).isEmpty();
    }

    @Test
    void aRequestWhereEveryTextIsTheSameWord() {
        assertThat(failed(builder -> filled(builder, "example", 0))).isEmpty();
    }

    @Test
    void aRequestOfEmptyTexts() {
        assertThat(failed(builder -> filled(builder, "", 0))).isEmpty();
    }

    @Test
    void aRequestOfEmptyStructures() {
        assertThat(failed(builder -> filled(builder, "1", 3))).isEmpty();
    }

    private List<String> failed(UnaryOperator<SdkPojo> fill) {
        List<String> failed = new ArrayList<>();
        for (Class<?> request : sandbox.account(ACCOUNT, REGION).handlers().requests()) {
            AwsRequest sent = (AwsRequest) ((Buildable) fill.apply(builder(request))).build();
            try {
                sandbox.byHand(ACCOUNT, REGION, sent);
            } catch (AwsFault fault) {
                if (fault.code().equals("InternalFailure")) {
                    failed.add(request.getName() + ": " + fault.text());
                }
            }
        }
        return failed;
    }

    private static SdkPojo filled(SdkPojo builder, String text, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.marshallingType() == MarshallingType.STRING) {
                field.set(builder, text);
            } else if (depth > 0 && field.marshallingType() == MarshallingType.SDK_POJO) {
                field.set(builder, below(field, depth));
            } else if (depth > 0 && field.marshallingType() == MarshallingType.LIST) {
                list(field, builder, depth);
            } else if (depth > 0 && field.marshallingType() == MarshallingType.MAP) {
                field.set(builder, Map.of());
            }
        }
        return builder;
    }

    private static void list(SdkField<?> field, SdkPojo builder, int depth) {
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        if (member.marshallingType() == MarshallingType.SDK_POJO) {
            field.set(builder, List.of(below(member, depth)));
        } else {
            field.set(builder, List.of());
        }
    }

    /** The last level is left empty. */
    private static Object below(SdkField<?> field, int depth) {
        SdkPojo builder = field.constructor().get();
        return ((Buildable) (depth == 1 ? builder : filled(builder, "1", depth - 1))).build();
    }

    private static SdkPojo builder(Class<?> request) {
        try {
            return (SdkPojo) request.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every SDK request has a builder: " + request, e);
        }
    }
}
