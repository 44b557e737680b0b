package io.kinexus.operator.sandbox.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;

/** Requests of the SDK from plain maps, by the names that the wire has for their members. */
public final class SdkJson {
    private static final ObjectMapper TEXT = new ObjectMapper();
    /** Where the AWS command line has a third name. */
    private static final Map<String, WireService> COMMAND_LINE =
            Map.of("elbv2", WireService.ELB, "cloudwatch", WireService.CLOUDWATCH);

    private SdkJson() {}

    /** The SDK's name of a service that is meant by its own name, by the one in signatures, or by the command line's: {@code logs}. */
    public static Optional<String> serviceName(String either) {
        return service(either).map(WireService::sdkPackage);
    }

    public static boolean knows(String service, String action) {
        return service(service).flatMap(known -> Operation.of(known, action)).isPresent();
    }

    private static Optional<WireService> service(String name) {
        return Arrays.stream(WireService.values())
                .filter(known -> known.sdkPackage().equals(name)
                        || known.signingName().equals(name)
                        || known == COMMAND_LINE.get(name))
                .findFirst();
    }

    /**
     * @param service the SDK's name, such as {@code ecs}
     * @param action such as {@code UpdateService}
     * @return empty when there is no such action
     * @throws io.kinexus.operator.sandbox.AwsFault when the members are not of the request's types
     */
    public static Optional<AwsRequest> request(String service, String action, Map<String, Object> members) {
        try {
            byte[] json = TEXT.writeValueAsBytes(members);
            return service(service)
                    .flatMap(known -> Operation.of(known, action))
                    .map(operation -> JsonForm.read(json, operation));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain JSON: " + members, e);
        }
    }
}
