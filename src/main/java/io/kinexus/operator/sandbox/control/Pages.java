package io.kinexus.operator.sandbox.control;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Pages of listings, by the tokens between them; so that a page can come twice. */
final class Pages {
    private static final Set<String> NEXT =
            Set.of("NextToken", "nextToken", "NextMarker", "Marker", "PaginationToken", "NextContinuationToken");
    private static final Set<String> ASKED =
            Set.of("NextToken", "nextToken", "Marker", "PaginationToken", "ContinuationToken");

    private record Place(Class<?> request, String token) {}

    private final Map<Place, AwsResponse> leadingTo = new HashMap<>();
    private final Set<Place> repeated = new HashSet<>();

    /** The token of the page that follows. */
    static Optional<String> next(AwsResponse answer) {
        return token(answer, NEXT);
    }

    void keep(AwsRequest request, AwsResponse answer) {
        next(answer).ifPresent(token -> leadingTo.put(new Place(request.getClass(), token), answer));
    }

    /** The page before the one that is asked for, once; its token leads to the one asked for. */
    Optional<AwsResponse> again(AwsRequest request) {
        return token(request, ASKED)
                .map(token -> new Place(request.getClass(), token))
                .filter(repeated::add)
                .flatMap(place -> Optional.ofNullable(leadingTo.get(place)));
    }

    private static Optional<String> token(SdkPojo value, Set<String> names) {
        for (SdkField<?> field : value.sdkFields()) {
            if (names.contains(field.memberName())
                    && field.getValueOrDefault(value) instanceof String token
                    && !token.isEmpty()) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }
}
