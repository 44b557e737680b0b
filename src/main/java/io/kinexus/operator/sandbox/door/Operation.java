package io.kinexus.operator.sandbox.door;

import java.lang.reflect.Field;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * One operation as the SDK knows it: its request class, and the HTTP binding of its generated marshaller.
 *
 * @param name as on the wire: {@code DescribeDBInstances}
 */
record Operation(WireService service, String name, Class<?> request) {

    /** Empty when the SDK has no such operation. */
    static Optional<Operation> of(WireService service, String name) {
        try {
            Class<?> request = Class.forName(service.model() + javaName(name) + "Request");
            return AwsRequest.class.isAssignableFrom(request)
                    ? Optional.of(new Operation(service, name, request))
                    : Optional.empty();
        } catch (ClassNotFoundException | NoClassDefFoundError unknown) {
            return Optional.empty();
        }
    }

    /** The SDK's own builder, empty. */
    SdkPojo builder() {
        try {
            return (SdkPojo) request.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every SDK request has a builder: " + request, e);
        }
    }

    static AwsRequest built(SdkPojo builder) {
        return (AwsRequest) ((Buildable) builder).build();
    }

    static AwsResponse answer(SdkPojo builder) {
        return (AwsResponse) ((Buildable) builder).build();
    }

    /** Method and URI template, read from the marshaller, where the SDK's code generator put them. */
    OperationInfo binding() {
        String marshaller = request.getName().replace(".model.", ".transform.") + "Marshaller";
        try {
            Field binding = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            return (OperationInfo) binding.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every SDK request has a marshaller with its binding: " + request, e);
        }
    }

    /** The SDK writes runs of capitals as words: {@code DescribeDBInstances} is {@code DescribeDbInstances}. */
    static String javaName(String wire) {
        StringBuilder name = new StringBuilder(wire.length());
        for (int i = 0; i < wire.length(); i++) {
            char here = wire.charAt(i);
            boolean inRun = i > 0 && Character.isUpperCase(wire.charAt(i - 1));
            boolean startsWord = i + 1 < wire.length() && Character.isLowerCase(wire.charAt(i + 1));
            name.append(inRun && !startsWord ? Character.toLowerCase(here) : here);
        }
        return name.toString();
    }
}
